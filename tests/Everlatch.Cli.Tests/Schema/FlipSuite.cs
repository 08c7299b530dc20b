using System.Net;
using System.Text.Json;
using Everlatch.Cli.Tests.Processes;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Cli.Tests.Schema;

/// <summary>Somebody takes a column away under a server that has traffic.</summary>
public abstract class FlipSuite<TEngine> : IAsyncLifetime
    where TEngine : ITestEngine
{
    private static readonly Statement Drop =
        Statement.Write("test.drop", "alter table users drop column disabled_at").AcrossEnvironments("a test of the schema");

    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-flip-");
    private StorageOptions storage = null!;
    private IDatabase database = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract string ColumnType { get; }

    private string Credentials => Path.Combine(folder.FullName, "operator.json");

    public async ValueTask InitializeAsync()
    {
        storage = await TEngine.CreateAsync(migrated: true, Ct);
        database = StorageFeature.Open(storage, TimeProvider.System);
        await Serving.DoneAsync(0, storage, "init", "--host", Serving.Host, "--credentials", Credentials);
    }

    public async ValueTask DisposeAsync()
    {
        await TestDatabase.CloseAsync(database);
        await TEngine.DropAsync(storage);
        folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_is_out_of_traffic_at_once_blames_no_caller_and_comes_back_by_itself()
    {
        await using var server = Serving.Start(storage);
        await server.UntilAsync("/health/ready", HttpStatusCode.OK);
        var (path, bearer) = await UsersAsync(server);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(path, bearer)).Status);

        await database.ExecuteAsync(Drop, null, Ct);
        var first = await server.GetAsync(path, bearer);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, first.Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.GetAsync("/health/ready")).Status);
        await server.UntilAsync("/health/schema", HttpStatusCode.ServiceUnavailable, "column users.disabled_at");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.GetAsync("/signin")).Status);
        Assert.Contains("everlatch_schema_mismatches_total", await server.MetricsAsync(), StringComparison.Ordinal);

        var add = Statement.Write("test.add", $"alter table users add column disabled_at {ColumnType}")
            .AcrossEnvironments("the same");
        await database.ExecuteAsync(add, null, Ct);
        await server.UntilAsync("/health/ready", HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync(path, bearer)).Status);
    }

    // Where the users are listed, and with what token.
    private async Task<(string Path, string Bearer)> UsersAsync(Serving server)
    {
        using var @operator = JsonDocument.Parse(await File.ReadAllTextAsync(Credentials, Ct));
        var (id, secret) = (
            @operator.RootElement.GetProperty("client_id").GetString()!,
            @operator.RootElement.GetProperty("client_secret").GetString()!);
        var token = await server.TokenAsync(id, secret, "operator environments:read users:read");
        Assert.True(token.Status == HttpStatusCode.OK, token.Body);
        var bearer = JsonDocument.Parse(token.Body).RootElement.GetProperty("access_token").GetString()!;
        var environments = await server.GetAsync("/api/v1/environments", bearer);
        var environment = JsonDocument.Parse(environments.Body).RootElement.GetProperty("items")[0].GetProperty("id").GetString();
        return ($"/api/v1/environments/{environment}/users", bearer);
    }
}

public sealed class FlipOnSqlite : FlipSuite<SqliteEngine>
{
    protected override string ColumnType => "integer";
}

public sealed class FlipOnPostgres : FlipSuite<PostgresEngine>
{
    protected override string ColumnType => "bigint";
}
