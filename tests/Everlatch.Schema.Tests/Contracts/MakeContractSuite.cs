using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Tests.Contracts;

/// <summary>A contract is what the migrations make, and nothing that anybody says of them.</summary>
public abstract class MakeContractSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_step_has_what_it_makes_and_the_hash_of_its_file()
    {
        await using var it = await MigratedDatabase<TEngine>.CreateAsync(
        [
            ("0001_a.expand", "create table t (a text not null, b text);"),
            ("0002_b.expand", "alter table t add column c text; create index i on t (c);"),
            ("0002_b.backfill", "-- schema: table t\n-- schema: key a\nupdate t set c = b where a > @after and a <= @upto;"),
            ("0003_c.contract", "alter table t drop column b;"),
        ]);
        Assert.Equal(
            [
                "0001_a.expand: + column t.a, + column t.b, + table t",
                "0002_b.expand: + column t.c, + index i",
                "0002_b.backfill: ",
                "0003_c.contract: - column t.b",
            ],
            it.Contract.Steps.Select(
                step => $"{step.Step}: {string.Join(", ", step.Changes.Select(c => $"{c.Mark} {c.Subject.Key}"))}"));
        Assert.Equal(it.Source.MigrationsOf(TEngine.Engine).Select(m => m.Sha256), it.Contract.Steps.Select(step => step.Sha256));
        Assert.Equal((await it.Db.ReadCatalogAsync()).Digest, it.Contract.Full.Digest);
    }

    [Fact]
    public async Task Only_a_contract_step_that_no_release_before_had_is_deferred()
    {
        (string, string)[] files =
        [
            ("0001_a.expand", "create table t (a text, b text, c text);"), ("0002_b.contract", "alter table t drop column b;"),
            ("0003_c.contract", "alter table t drop column c;"),
        ];
        await using var old = await MigratedDatabase<TEngine>.CreateAsync(files[..2]);
        Assert.Equal([false, true], old.Contract.Steps.Select(step => step.Deferred));

        await using var next = await MigratedDatabase<TEngine>.CreateAsync(files, released: ("1.0.0", old.Contract));
        Assert.Equal([false, false, true], next.Contract.Steps.Select(step => step.Deferred));

        // The version that is being made may be frozen already.
        await using var same = await MigratedDatabase<TEngine>.CreateAsync(files, released: ("2.0.0", next.Contract));
        Assert.Equal([false, true, true], same.Contract.Steps.Select(step => step.Deferred));
    }

    [Fact]
    public async Task The_same_files_make_the_same_contract()
    {
        (string, string)[] files =
            [("0001_a.expand", "create table t (a text primary key references t (a), unique (a), check (a <> ''));")];
        await using var one = await MigratedDatabase<TEngine>.CreateAsync(files);
        await using var other = await MigratedDatabase<TEngine>.CreateAsync(files);
        Assert.Equal(MakeContract.TextOf(one.Contract), MakeContract.TextOf(other.Contract));
    }

    [Fact]
    public async Task A_statement_that_the_engine_refuses_is_named_with_its_line()
    {
        await using var db = await Scratch.CreateAsync<TEngine>();
        var path = $"Migrations/{TEngine.Engine}/0001_a.expand.sql";
        var files = new SchemaFiles([KeyValuePair.Create(path, "create table t (a text);\n\ncreate index i on t (b);")]);
        var fault = await Assert.ThrowsAsync<SchemaException>(
            () => MakeContract.RunAsync(new SchemaSource("1.0.0", files), db.Database, Ct));
        Assert.Equal(("EL1827", path, 3), (fault.Id, fault.File, fault.Line));
    }
}

public sealed class MakeContractOnSqlite : MakeContractSuite<OnSqlite>;

public sealed class MakeContractOnPostgres : MakeContractSuite<OnPostgres>
{
    private const string Role = "everlatch_of_a_contract";

    [Theory]
    [InlineData("")]
    [InlineData("-- schema: no-transaction\n")]
    public async Task What_all_databases_share_is_refused_and_stays_as_it_was(string header)
    {
        await using var db = await Scratch.CreateAsync<OnPostgres>();
        var files = new SchemaFiles(
            [KeyValuePair.Create("Migrations/postgres/0001_a.expand.sql", $"{header}create role {Role};")]);
        var fault = await Assert.ThrowsAsync<SchemaException>(
            () => MakeContract.RunAsync(new SchemaSource("1.0.0", files), db.Database, TestContext.Current.CancellationToken));
        Assert.Equal("EL1862", fault.Id);
        Assert.Empty(await db.QueryAsync($"select rolname from pg_roles where rolname = '{Role}'"));
    }

    [Fact]
    public async Task A_file_without_a_transaction_may_hold_what_the_engine_runs_in_none()
    {
        await using var it = await MigratedDatabase<OnPostgres>.CreateAsync(
        [
            ("0001_a.expand", "create table t (a text);"),
            ("0002_b.expand",
                "-- schema: no-transaction\ncreate index concurrently i on t (a);\nalter table t add column b text;"),
        ]);
        Assert.Equal(["+ column t.b", "+ index i"], it.Contract.Steps[1].Changes.Select(c => $"{c.Mark} {c.Subject.Key}"));
    }
}
