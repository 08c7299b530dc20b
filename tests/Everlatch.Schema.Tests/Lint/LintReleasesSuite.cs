using Everlatch.Schema.Contracts;
using Everlatch.Schema.Lint;
using Everlatch.Storage;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>Which files are tried, against whom, and what a file accepts.</summary>
public abstract class LintReleasesSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private const string First = "create table users (id bigint primary key, email text not null, note text);";

    /// <summary>Makes the trigger <c>users_copied</c>, which writes the note of a new row to its remark.</summary>
    protected abstract string CopyingTrigger { get; }

    /// <summary>Takes it away.</summary>
    protected abstract string DropOfTrigger { get; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_no_release_yet_are_tried_and_released_ones_only_on_demand()
    {
        var source = await SourceAsync(("0002_nick.expand", "alter table users add column nick text;"));

        Assert.Equal(["0002_nick.expand.sql"], NamesIn(await RunAsync(source)));
        Assert.Equal(["0001_users.expand.sql", "0002_nick.expand.sql"], NamesIn(await RunAsync(source, all: true)));
    }

    [Fact]
    public async Task A_table_of_an_earlier_file_of_the_release_is_in_nobodys_use()
    {
        var source = await SourceAsync(
            ("0002_fresh.expand", "create table fresh (id bigint primary key, x text);"),
            ("0003_fresher.expand", "update fresh set x = 'y'; alter table fresh rename column x to z; drop table fresh;"));

        Assert.Empty((await RunAsync(source)).Findings);
    }

    [Fact]
    public async Task What_the_release_before_needs_is_missed()
    {
        var expand = await RunAsync(await SourceAsync(("0002_less.expand", "alter table users rename column note to remark;")));
        var contract = await RunAsync(await SourceAsync(
            ("0002_less.expand", "alter table users add column remark text;"),
            ("0002_less.contract", "alter table users rename column note to remark_of_old;")));

        Assert.Equal("column-renamed", Assert.Single(expand.Findings).Rule);
        Assert.True(expand.Refuses);
        Assert.Contains("release 1.0.0", Assert.Single(contract.Findings).Measured, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_release_before_does_not_need_is_not_missed()
    {
        // It brought the step itself, so it lives with and without the column.
        var source = await SourceAsync(
            [("0002_less.contract", "alter table users rename column note to remark;")],
            [("0003_less.contract", "drop view users_with_note;")],
            "create view users_with_note as select id, note from users;");

        Assert.DoesNotContain((await RunAsync(source)).Findings, finding => finding.Stands);
    }

    [Fact]
    public async Task A_written_reason_accepts_a_finding_and_is_shown()
    {
        var report = await RunAsync(await SourceAsync(("0002_less.expand",
            "-- schema: allow column-renamed because nothing reads it\nalter table users rename column note to remark;")));

        var finding = Assert.Single(report.Findings);
        Assert.Equal("nothing reads it", finding.Accepted);
        Assert.False(report.Refuses);
    }

    [Fact]
    public async Task A_trigger_that_keeps_two_columns_alike_while_one_moves_wants_a_reason_and_goes_without()
    {
        var plain = $"alter table users add column remark text; {CopyingTrigger}";
        var gone = ("0003_remark.contract", DropOfTrigger);

        var found = await RunAsync(await SourceAsync(("0002_remark.expand", plain), gone));
        var accepted = await RunAsync(await SourceAsync(
            ("0002_remark.expand", "-- schema: allow trigger-added because it only copies note to remark\n" + plain), gone));

        Assert.Equal("trigger-added", Assert.Single(found.Findings).Rule);
        Assert.True(found.Refuses);
        Assert.Equal("it only copies note to remark", Assert.Single(accepted.Findings).Accepted);
        Assert.False(accepted.Refuses);
    }

    [Theory]
    [InlineData("table-dropped")]
    [InlineData("no-such-rule")]
    public async Task A_reason_for_nothing_refuses(string rule)
    {
        var report = await RunAsync(await SourceAsync(("0002_more.expand",
            $"-- A line before it.\n-- schema: allow {rule} because nobody minds\nalter table users add column nick text;")));

        var finding = Assert.Single(report.Findings);
        Assert.Equal((LintRules.UnusedAllow, 2), (finding.Rule, finding.Line));
        Assert.True(report.Refuses);
    }

    [Fact]
    public async Task A_statement_that_fails_is_named_by_file_and_line()
    {
        var source = await SourceAsync(
            ("0002_bad.expand", "-- One.\nalter table users add column nick text;\n\nalter table nothing add column nick text;"));

        var fault = await Assert.ThrowsAsync<SchemaException>(() => RunAsync(source));

        Assert.Equal(("EL1860", 4), (fault.Id, fault.Line));
        Assert.EndsWith("0002_bad.expand.sql", fault.File, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_statement_that_runs_in_no_transaction_needs_a_file_without_one()
    {
        var fault = await Assert.ThrowsAsync<SchemaException>(
            async () => await RunAsync(await SourceAsync(("0002_bad.expand", "vacuum;"))));
        var report = await RunAsync(await SourceAsync(("0002_good.expand", "-- schema: no-transaction\nvacuum;")));

        Assert.Equal("EL1861", fault.Id);
        Assert.Single(report.Files);
    }

    [Fact]
    public async Task Our_own_migrations_have_no_finding_that_stands()
    {
        var report = await RunAsync(StorageSchema.Source, all: true);

        Assert.DoesNotContain(report.Findings, finding => finding.Class != LintClass.Style || finding.Refuses);
        Assert.Equal(StorageSchema.Source.MigrationsOf(TEngine.Engine).Count, report.Files.Count);
    }

    private static IEnumerable<string> NamesIn(LintReport report) => report.Files.Select(file => Path.GetFileName(file.File));

    private static async Task<LintReport> RunAsync(SchemaSource source, bool all = false)
    {
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        return await LintMigrations.RunAsync(source, scratch.Database, all, Ct);
    }

    private static Task<SchemaSource> SourceAsync(params (string Step, string Sql)[] files) => SourceAsync([], files);

    // A build whose first files are out as release 1.0.0.
    private static async Task<SchemaSource> SourceAsync(
        (string Step, string Sql)[] released, (string Step, string Sql)[] files, string more = "")
    {
        var texts = new List<KeyValuePair<string, string>>();
        Add([("0001_users.expand", First + more), .. released]);
        await using var scratch = await Scratch.CreateAsync<TEngine>();
        var contract = await MakeContract.RunAsync(new SchemaSource("1.0.0", new SchemaFiles(texts)), scratch.Database, Ct);
        texts.Add(new($"Released/1.0.0/{TEngine.Engine}.contract", MakeContract.TextOf(contract)));
        Add(files);
        return new SchemaSource("1.1.0", new SchemaFiles(texts));

        void Add(IEnumerable<(string Step, string Sql)> steps) =>
            texts.AddRange(steps.Select(file => KeyValuePair.Create($"Migrations/{TEngine.Engine}/{file.Step}.sql", file.Sql)));
    }
}

public sealed class LintReleasesOnSqlite : LintReleasesSuite<OnSqlite>
{
    protected override string CopyingTrigger =>
        "create trigger users_copied after insert on users begin update users set remark = new.note where id = new.id; end;";

    protected override string DropOfTrigger => "drop trigger users_copied;";
}

public sealed class LintReleasesOnPostgres : LintReleasesSuite<OnPostgres>
{
    protected override string CopyingTrigger =>
        """
        create function copy_note() returns trigger language plpgsql as $$ begin new.remark := new.note; return new; end $$;
        create trigger users_copied before insert on users for each row execute function copy_note();
        """;

    protected override string DropOfTrigger => "drop trigger users_copied on users; drop function copy_note();";
}
