using Everlatch.Testing.Migrator;

namespace Everlatch.Schema.Tests.Catalogs;

/// <summary>One schema, made in several ways, is one catalog.</summary>
public abstract class CatalogRoutesSuite<TEngine>
    where TEngine : ISchemaTestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("nothing", "create table t (a text)", "create table t (a text)")]
    [InlineData("a column", "create table t (a text, b text not null default 'x')",
        "create table t (a text); alter table t add column b text not null default 'x'")]
    [InlineData("a check", "create table t (a text, b text constraint long check (length(b) > 3))",
        "create table t (a text); alter table t add column b text constraint long check(length(b)>3)")]
    [InlineData("a reference", "create table s (id text primary key); create table t (a text, b text references s (id))",
        "create table s (id text primary key); create table t (a text); alter table t add column b text references s (id)")]
    [InlineData("the order", "create table t (a text, b text); create index i on t (a)",
        "create table t (b text, a text); CREATE INDEX  i ON t(a)")]
    [InlineData("a drop", "create table t (a text)", "create table t (a text, b text); alter table t drop column b")]
    [InlineData(
        "a rename", "create table t (a text, b text)", "create table t (a text, c text); alter table t rename column c to b")]
    public async Task Another_way_leads_to_the_same_catalog(string what, string straight, string altered)
    {
        await using var first = await Scratch.CreateAsync<TEngine>(straight);
        await using var second = await Scratch.CreateAsync<TEngine>(altered);
        var (one, other) = (await first.ReadCatalogAsync(), await second.ReadCatalogAsync());
        Assert.Empty(one.ChangesTo(other));
        Assert.True(one.Digest == other.Digest, what);
    }

    [Theory]
    [InlineData("create table t (a text)", "create table t (a text not null)")]
    [InlineData("create table t (a text)", "create table t (a integer)")]
    [InlineData("create table t (a text)", "create table t (a text default 'x')")]
    [InlineData("create table t (a text)", "create table t (a text check (a <> ''))")]
    [InlineData("create table t (a text)", "create table t (a text unique)")]
    [InlineData("create table t (a text primary key)", "create table t (a text primary key references t (a))")]
    [InlineData("create table t (a text)", "create table t (a text, b text)")]
    [InlineData("create table t (a text)", "create table t (a text); create table s (a text)")]
    [InlineData("create table t (a text)", "create table t (a text); create index i on t (a)")]
    [InlineData("create table t (a text); create index i on t (a)", "create table t (a text); create unique index i on t (a)")]
    [InlineData("create table t (a text); create index i on t (a)", "create table t (a text); create index i on t (a desc)")]
    [InlineData(
        "create table t (a text); create index i on t (a)", "create table t (a text); create index i on t (a) where a > 'b'")]
    [InlineData("create table t (a text); create view v as select a from t",
        "create table t (a text); create view v as select a from t where a > 'b'")]
    public async Task Whatever_differs_is_seen(string one, string other)
    {
        await using var first = await Scratch.CreateAsync<TEngine>(one);
        await using var second = await Scratch.CreateAsync<TEngine>(other);
        Assert.NotEqual((await first.ReadCatalogAsync()).Digest, (await second.ReadCatalogAsync()).Digest);
    }

    [Fact]
    public async Task A_transaction_that_is_open_is_seen_through_and_stays_open()
    {
        await using var db = await Scratch.CreateAsync<TEngine>("create table before_it (a text)");
        await using var transaction = await db.Session.BeginTransactionAsync(Ct);
        await db.ExecuteAsync("create table within_it (a text)", "alter table before_it add column b text");
        var seen = await db.ReadCatalogAsync();
        Assert.NotNull(seen.Table("within_it"));
        Assert.NotNull(seen.Column("before_it", "b"));

        await transaction.RollbackAsync(Ct);
        var after = await db.ReadCatalogAsync();
        Assert.Null(after.Table("within_it"));
        Assert.Null(after.Column("before_it", "b"));
    }

    [Fact]
    public async Task The_number_of_queries_does_not_grow_with_the_tables()
    {
        await using var db = await Scratch.CreateAsync<TEngine>("create table t0 (id text primary key, b text)");
        var few = await CountAsync(db);
        foreach (var number in Enumerable.Range(1, 60))
        {
            await db.ExecuteAsync(
                $"create table t{number} (id text primary key references t{number - 1} (id), b text unique check (b <> ''))",
                $"create index i{number} on t{number} (b)", $"create view v{number} as select id from t{number}");
        }

        Assert.Equal(few, await CountAsync(db));
        Assert.InRange(few, 1, 10);
    }

    [Fact]
    public async Task An_empty_database_is_an_empty_catalog()
    {
        await using var db = await Scratch.CreateAsync<TEngine>();
        Assert.Empty((await db.ReadCatalogAsync()).Objects);
    }

    [Fact]
    public async Task The_tables_that_this_package_keeps_for_itself_do_not_show()
    {
        await using var db = await Scratch.CreateAsync<TEngine>(
            "create table schema_ledger (step text primary key, n integer check (n > 0))", "create index l on schema_ledger (n)",
            "create table schema_servers (a text)", "create table schema_contracts (a text)");
        Assert.Empty((await db.ReadCatalogAsync()).Objects);
    }

    [Theory]
    [InlineData("create table \"a.b\" (c text)", "a.b")]
    [InlineData("create table a (\"b, c\" text)", "b, c")]
    public async Task A_name_that_a_path_cannot_hold_is_refused(string statement, string name)
    {
        await using var db = await Scratch.CreateAsync<TEngine>(statement);
        var fault = await Assert.ThrowsAsync<SchemaException>(db.ReadCatalogAsync);
        Assert.Equal("EL1821", fault.Id);
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_spaces_quotes_and_capitals_is_read()
    {
        await using var db =
            await Scratch.CreateAsync<TEngine>("""create table "Odd ""table" ("Odd. col" text, "select" text)""");
        var seen = await db.ReadCatalogAsync();
        Assert.NotNull(seen.Column("Odd \"table", "Odd. col"));
        Assert.NotNull(seen.Column("Odd \"table", "select"));
    }

    private static async Task<int> CountAsync(Scratch db)
    {
        var commands = 0;
        var counting = new CountingConnection(db.Session, command =>
        {
            commands++;
            return command;
        });
        await TEngine.Engine.ReadCatalogAsync(counting, Ct);
        return commands;
    }
}

public sealed class CatalogRoutesOnSqlite : CatalogRoutesSuite<OnSqlite>;

public sealed class CatalogRoutesOnPostgres : CatalogRoutesSuite<OnPostgres>;
