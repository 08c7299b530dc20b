using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Directory.Tests.Feed;

/// <summary>The loop that servers run: what one writes, another serves without being asked to look.</summary>
public abstract class FollowDirectorySuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    protected TestDatabase<TEngine> Db => db;

    [Fact]
    public async Task Another_servers_write_arrives_by_itself()
    {
        await using var server = await FollowingServer.StartAsync(db.Options, pollMilliseconds: 100);
        await WrittenElsewhereArrivesAsync(server);
        await WrittenElsewhereArrivesAsync(server);
    }

    private protected async Task WrittenElsewhereArrivesAsync(FollowingServer server)
    {
        var environment = await WriteElsewhereAsync();
        await FollowingServer.UntilAsync(() => server.Current.Environments.ContainsKey(environment));
    }

    private async Task<EnvironmentId> WriteElsewhereAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        var environment = await db.NewEnvironmentAsync();
        using var directory = TestDirectory.Of(db.Database);
        var writer = new DirectoryWriter(db.Database, directory, TimeProvider.System, NullLogger<DirectoryWriter>.Instance);
        await writer.WriteAsync(
            write =>
            {
                write.Changed(environment, DirectoryKind.Environment, environment.Value);
                return Task.FromResult(true);
            },
            ct);
        return environment;
    }
}
