using System.Net;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>Somebody takes a column away, or gives it another type, under a server that has traffic.</summary>
public abstract class FlipSuite<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private static readonly Statement Drop =
        Statement.Write("test.drop", "alter table users drop column disabled_at").AcrossEnvironments("a test of the schema");

    private static readonly Statement Retype =
        Statement.Write("test.retype", "alter table users add column disabled_at text not null default 'soon'")
            .AcrossEnvironments("a test of the schema");

    private static readonly Statement AddUser = Statement
        .Write(
            "test.add_user",
            """
            insert into users (environment_id, id, email, email_key, name, created_at, updated_at, version)
            select id, 'usr_test', 'ada@example.com', 'ada@example.com', 'Ada', 0, 0, 1 from environments
            """)
        .AcrossEnvironments("a test of the schema");

    private const string Counted = "everlatch_schema_mismatches_total{";
    private StorageOptions storage = null!;
    private IDatabase database = null!;
    private Operator caller = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract string ColumnType { get; }

    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: true, Ct);
        database = StorageFeature.Open(storage, TimeProvider.System);
        caller = await Operator.InitAsync(storage);
    }

    public async ValueTask DisposeAsync()
    {
        await TestDatabase.CloseAsync(database);
        await TEngine.DropAsync(storage);
        caller.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_is_out_of_traffic_at_once_blames_no_caller_and_comes_back_by_itself(bool retyped)
    {
        await database.ExecuteAsync(AddUser, null, Ct);
        await using var server = Serving.Start(storage);
        await server.UntilAsync("/health/ready", HttpStatusCode.OK);
        var bearer = await caller.TokenAsync(server);
        var path = await Operator.UsersPathAsync(server, bearer);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(path, bearer)).Status);
        Assert.DoesNotContain(Counted, await server.MetricsAsync(), StringComparison.Ordinal);

        await database.ExecuteAsync(Drop, null, Ct);
        if (retyped)
        {
            await database.ExecuteAsync(Retype, null, Ct);
        }

        var first = await server.GetAsync(path, bearer);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.Status);
        await Waits.ForSchemaAsync(server);
        await server.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, "column users.disabled_at");
        await ShowsAsync(server, ready: 0);
        await server.UntilMetricAsync(line => line.StartsWith(Counted, StringComparison.Ordinal));
        Assert.Contains("disabled_at", server.Process.Output, StringComparison.Ordinal);

        if (retyped)
        {
            await database.ExecuteAsync(Drop, null, Ct);
        }

        var add = Statement.Write("test.add", $"alter table users add column disabled_at {ColumnType}")
            .AcrossEnvironments("the same");
        await database.ExecuteAsync(add, null, Ct);
        await server.UntilAsync("/health/ready", HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(path, bearer)).Status);
        await ShowsAsync(server, ready: 1);
    }

    // What was read before may be told once more: the exporter remembers it for a moment.
    private static Task ShowsAsync(Serving server, int ready) => server.UntilMetricAsync(
        line => line.StartsWith("everlatch_schema_ready{", StringComparison.Ordinal)
            && line.EndsWith($" {ready}", StringComparison.Ordinal));
}

public sealed class FlipOnSqlite : FlipSuite<SqliteEngine>
{
    protected override string ColumnType => "integer";
}

public sealed class FlipOnPostgres : FlipSuite<PostgresEngine>
{
    protected override string ColumnType => "bigint";
}
