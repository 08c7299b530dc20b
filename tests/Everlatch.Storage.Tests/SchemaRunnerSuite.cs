using Everlatch.Storage.Schema;
using Everlatch.Testing;

namespace Everlatch.Storage.Tests;

public abstract class SchemaRunnerSuite<TEngine>
    where TEngine : ITestEngine
{
    private static readonly Migration First = new("0001_first.expand", "create table first (id text primary key);");
    private static readonly Migration Second = new("0002_second.expand", "create table second (id text primary key);");

    private static readonly Migration SecondThatBreaks = Second with
    {
        Sql = "create table second (id text primary key); insert into second values ('half'); insert into nowhere values (1);",
    };

    private static readonly Statement CountFirst =
        Statement.Read("test.count", "select count(*) from schema_migrations where name = '0001_first.expand'");

    private static readonly Statement Edit =
        Statement.Write("test.edit", "update schema_migrations set sha256 = 'another' where name = '0001_first.expand'");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_database_gets_this_builds_schema()
    {
        await using var db = await TestDatabase.CreateEmptyAsync<TEngine>();
        Assert.NotEmpty(await db.Schema.PendingAsync(Ct));

        await db.Schema.ApplyAsync(Ct);

        Assert.Empty(await db.Schema.PendingAsync(Ct));
        Assert.StartsWith("env_", (await db.NewEnvironmentAsync()).Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Runners_that_start_together_apply_each_file_once()
    {
        await using var db = await TestDatabase.CreateEmptyAsync<TEngine>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RunAsync(db.Options, First, Second)));

        Assert.Equal(1, await db.Database.FindAsync<long>(CountFirst, null, Ct));
    }

    [Fact]
    public async Task A_file_edited_after_it_was_applied_is_refused_by_name()
    {
        await using var db = await TestDatabase.CreateEmptyAsync<TEngine>();
        await RunAsync(db.Options, First);
        await RunAsync(db.Options, First);
        await db.Database.ExecuteAsync(Edit, null, Ct);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(db.Options, First));

        Assert.Contains("0001_first.expand", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_and_the_next_run_goes_on_from_there()
    {
        await using var db = await TestDatabase.CreateEmptyAsync<TEngine>();

        await Assert.ThrowsAsync<StoreFaultException>(() => RunAsync(db.Options, First, SecondThatBreaks));
        var (_, schema) = StorageFeature.Open(db.Options, TimeProvider.System, _ => [First, Second]);
        Assert.Equal(["0002_second.expand"], await schema.PendingAsync(Ct));

        await RunAsync(db.Options, First, Second);
        Assert.Empty(await schema.PendingAsync(Ct));
    }

    [Fact]
    public async Task A_database_that_is_ahead_of_this_build_has_nothing_pending()
    {
        await using var db = await TestDatabase.CreateEmptyAsync<TEngine>();
        await RunAsync(db.Options, First, Second);

        await RunAsync(db.Options, First);
    }

    private static async Task RunAsync(StorageOptions options, params Migration[] migrations)
    {
        var (database, schema) = StorageFeature.Open(options, TimeProvider.System, _ => migrations);
        try
        {
            await schema.ApplyAsync(Ct);
        }
        finally
        {
            await TestDatabase.CloseAsync(database);
        }
    }
}
