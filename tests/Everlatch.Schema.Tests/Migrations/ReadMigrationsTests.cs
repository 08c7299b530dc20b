using Everlatch.Schema.Contracts;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Tests.Migrations;

public sealed class ReadMigrationsTests
{
    private const string First = "Migrations/postgres/0001_first.expand.sql";

    [Fact]
    public void Steps_come_by_number_and_phase()
    {
        var migrations = Read(
            ("0002_second.contract", "select 1"), ("0001_first.expand", "select 1"), ("0003_third.contract", "select 1"),
            ("0002_second.backfill", Backfill), ("0002_second.expand", "select 1"));
        Assert.Equal(
            ["0001_first.expand", "0002_second.expand", "0002_second.backfill", "0002_second.contract", "0003_third.contract"],
            migrations.Select(m => m.Step));
    }

    [Theory]
    [InlineData("EL1801")]
    [InlineData("EL1802", "1_first.expand")]
    [InlineData("EL1802", "0001_First.expand")]
    [InlineData("EL1802", "0001_first.extend")]
    [InlineData("EL1802", "0001_.expand")]
    [InlineData("EL1802", "0001_first")]
    [InlineData("EL1802", "deep/0001_first.expand")]
    [InlineData("EL1805", "0002_second.expand")]
    [InlineData("EL1805", "0000_zeroth.expand", "0001_first.expand")]
    [InlineData("EL1805", "0001_first.expand", "0003_third.expand")]
    [InlineData("EL1805", "0001_first.contract")]
    [InlineData("EL1806", "0001_first.expand", "0001_other.expand")]
    [InlineData("EL1806", "0001_first.expand", "0001_other.contract")]
    public void Names_and_numbers_that_are_wrong_are_refused(string id, params string[] names)
    {
        var refusal = Assert.Throws<SchemaException>(() => Read([.. names.Select(name => (name, "select 1"))]));
        Assert.Equal(id, refusal.Id);
        Assert.Equal(names.Length > 0, refusal.File is not null);
    }

    [Theory]
    [InlineData("EL1811", null, "-- nothing yet")]
    [InlineData("EL1810", 2, "select 1;\nbegin")]
    [InlineData("EL1810", 1, "START /* a */ TRANSACTION")]
    [InlineData("EL1810", 3, "\n\nCommit and chain;")]
    [InlineData("EL1810", 1, "rollback to a")]
    [InlineData("EL1810", 1, "prepare transaction 'a'")]
    [InlineData("EL1803", 2, "select 1;\nselect 'a")]
    public void Texts_that_are_wrong_are_refused(string id, int? line, string text)
    {
        var refusal = Assert.Throws<SchemaException>(() => Read(("0001_first.expand", text)));
        Assert.Equal((id, First, line), (refusal.Id, refusal.File, refusal.Line));
    }

    [Theory]
    [InlineData("prepare a as select 1")]
    [InlineData("create table begin (\"commit\" int)")]
    public void Statements_that_only_look_like_transaction_control_pass(string text) =>
        Assert.Single(Read(("0001_first.expand", text)));

    [Fact]
    public void A_header_says_all_options()
    {
        var step = Read(("0001_first.expand", """
            -- What it does, in prose: no schema: option.
            -- schema: no-transaction
            --schema:lock-timeout 500ms
            -- schema: statement-timeout 2h

            -- Schema: allow index-not-concurrent because the table is empty
            -- schema: allow other-rule because so
            select 1;
            """)).Single();
        Assert.False(step.Options.InTransaction);
        Assert.Equal(TimeSpan.FromMilliseconds(500), step.Options.LockTimeout);
        Assert.Equal(TimeSpan.FromHours(2), step.Options.StatementTimeout);
        Assert.Equal(
            [new("index-not-concurrent", "the table is empty", 6), new("other-rule", "so", 7)], step.Options.Exceptions);
        Assert.Null(step.Options.Backfill);
    }

    [Fact]
    public void A_header_without_options_is_the_defaults() =>
        Assert.Equivalent(new MigrationOptions(), Read(("0001_first.expand", "select 1 -- schema of nothing")).Single().Options);

    [Fact]
    public void A_backfill_says_how_it_walks()
    {
        var step = Read(
            ("0001_first.expand", "select 1"),
            ("0002_second.backfill", $"-- schema: batch 50\n-- schema: rest 0.5\n{Backfill}"))[1];
        Assert.Equal(new BackfillOptions { Table = "users", Key = "id", BatchSize = 50, Rest = 0.5 }, step.Options.Backfill);
    }

    [Theory]
    [InlineData("-- schema: lock-timout 2s", 1)]
    [InlineData("-- schema:", 1)]
    [InlineData("--\n-- schema: lock-timeout 2", 2)]
    [InlineData("-- schema: lock-timeout", 1)]
    [InlineData("-- schema: lock-timeout 0s", 1)]
    [InlineData("-- schema: lock-timeout -1s", 1)]
    [InlineData("-- schema: lock-timeout 25h", 1)]
    [InlineData("-- schema: lock-timeout 2 s", 1)]
    [InlineData("-- schema: lock-timeout 99999999999999s", 1)]
    [InlineData("-- schema: no-transaction please", 1)]
    [InlineData("-- schema: lock-timeout 1s\n-- schema: lock-timeout 1s", 2)]
    [InlineData("-- schema: batch 10", 1)]
    [InlineData("-- schema: allow rule", 1)]
    [InlineData("-- schema: allow rule because ", 1)]
    [InlineData("-- schema: allow rule since so", 1)]
    [InlineData("-- schema: allow rule because a\n-- schema: allow rule because b", 2)]
    [InlineData("select 1;\n-- schema: no-transaction", 2)]
    public void A_header_that_is_wrong_is_refused_with_its_line(string header, int line) =>
        Refused("EL1804", line, ("0001_first.expand", $"{header}\nselect 1"));

    [Theory]
    [InlineData("-- schema: key id")]
    [InlineData("-- schema: table users")]
    [InlineData("-- schema: table users\n-- schema: key id\n-- schema: batch 0")]
    [InlineData("-- schema: table users\n-- schema: key id\n-- schema: batch 1.5")]
    [InlineData("-- schema: table users\n-- schema: key id\n-- schema: rest 1,5")]
    [InlineData("-- schema: table users\n-- schema: key id\n-- schema: rest -1")]
    [InlineData("-- schema: table two words\n-- schema: key id")]
    [InlineData("-- schema: table users\n-- schema: key id\n-- schema: no-transaction")]
    public void A_backfills_header_that_is_wrong_is_refused(string header) =>
        Refused("EL1804", null, ("0001_first.expand", "select 1"), ("0002_a.backfill", $"{header}\n{Rows}"));

    [Theory]
    [InlineData("update users set a = 1", 3)]
    [InlineData("update users set a = 1 where id > @after", 3)]
    [InlineData("update users set a = 1 where id > '@after' and id <= '@upto'", 3)]
    [InlineData(Rows + ";\nselect 1", 4)]
    public void A_backfill_is_one_statement_for_one_batch(string text, int line) =>
        Refused("EL1812", line, ("0001_first.expand", "select 1"), ("0002_a.backfill", $"{Walk}{text}"));

    [Fact]
    public void Engines_with_the_same_steps_pass() =>
        new SchemaSource("1", Files(("postgres/0001_a.expand", "select 1"), ("sqlite/0001_a.expand", "select 2"))).Check();

    [Fact]
    public void The_files_of_this_build_pass() => Everlatch.Storage.StorageSchema.Source.Check();

    [Fact]
    public void One_engine_alone_passes() => new SchemaSource("1", Files(("postgres/0001_a.expand", "select 1"))).Check();

    [Theory]
    [InlineData("EL1807", "Migrations/sqlite/0002_b.expand.sql", "sqlite/0002_b.expand")]
    [InlineData(
        "EL1807", "Migrations/postgres/0002_b.contract.sql", "sqlite/0002_b.expand", "postgres/0002_b.expand",
        "postgres/0002_b.contract")]
    [InlineData("EL1802", "Migrations/postgresql/0001_a.expand.sql", "postgresql/0001_a.expand")]
    public void Engines_that_disagree_are_refused_with_the_file(string id, string file, params string[] more)
    {
        var files = Files(
            [("postgres/0001_a.expand", "select 1"), ("sqlite/0001_a.expand", "select 2"), .. more.Select(m => (m, "select 3"))]);
        var refusal = Assert.Throws<SchemaException>(new SchemaSource("1", files).Check);
        Assert.Equal((id, file), (refusal.Id, refusal.File));
    }

    [Fact]
    public void A_released_file_stays_as_it_is_and_others_may_come()
    {
        var migrations = Read(("0001_first.expand", "select 1"), ("0002_second.expand", "select 2"));
        CheckReleased.Run(migrations, [Release("0001_first.expand", migrations[0].Sha256)], SchemaEngine.Postgres);
        Assert.Equal("EL1808", Assert.Throws<SchemaException>(
            () => CheckReleased.Run(migrations, [Release("0001_first.expand", "other")], SchemaEngine.Postgres)).Id);
        var gone = Assert.Throws<SchemaException>(
            () => CheckReleased.Run(migrations, [Release("0001_first.contract", "any")], SchemaEngine.Postgres));
        Assert.Equal(("EL1809", "Migrations/postgres/0001_first.contract.sql"), (gone.Id, gone.File));
    }

    [Fact]
    public void Line_ends_do_not_count_as_an_edit() =>
        Assert.Equal(Read(("0001_first.expand", "select\r\n1"))[0].Sha256, Read(("0001_first.expand", "select\n1"))[0].Sha256);

    private const string Walk = "-- schema: table users\n-- schema: key id\n";
    private const string Rows = "update users set a = 1 where id > @after and id <= @upto";
    private const string Backfill = Walk + Rows;

    private static SchemaContract Release(string step, string sha256) => new("postgres", "0.1.0", [new(step, sha256, [])]);

    private static void Refused(string id, int? line, params (string Name, string Text)[] files)
    {
        var refusal = Assert.Throws<SchemaException>(() => Read(files));
        Assert.Equal((id, $"Migrations/postgres/{files[^1].Name}.sql"), (refusal.Id, refusal.File));
        Assert.Equal(line ?? refusal.Line, refusal.Line);
    }

    private static IReadOnlyList<Migration> Read(params (string Name, string Text)[] files) =>
        ReadMigrations.Of(Files([.. files.Select(f => ($"postgres/{f.Name}", f.Text))]), SchemaEngine.Postgres);

    private static SchemaFiles Files(params (string Name, string Text)[] files) =>
        new(files.Select(f => KeyValuePair.Create($"Migrations/{f.Name}.sql", f.Text)));
}
