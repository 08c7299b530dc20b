using Everlatch.Directory.Feed;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Everlatch.Directory.Tests.Feed;

/// <summary>
/// A server of a region: connections of its own, and a directory that nothing but its follower brings up to date.
/// </summary>
internal sealed class FollowingServer : IAsyncDisposable
{
    // Far longer than any follower needs, and far shorter than the longest poll.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly IDatabase database;
    private readonly LiveDirectory directory;
    private readonly FollowDirectory follower;

    private FollowingServer(StorageOptions storage, int pollMilliseconds)
    {
        database = StorageFeature.Open(storage, TimeProvider.System);
        directory = TestDirectory.Of(database);
        follower = new FollowDirectory(
            directory,
            database,
            Options.Create(new DirectoryOptions { PollMilliseconds = pollMilliseconds }),
            TimeProvider.System,
            NullLogger<FollowDirectory>.Instance);
    }

    public DirectorySnapshot Current => directory.Current;

    public static async Task<FollowingServer> StartAsync(StorageOptions storage, int pollMilliseconds)
    {
        var server = new FollowingServer(storage, pollMilliseconds);
        await server.follower.StartAsync(TestContext.Current.CancellationToken);
        await UntilAsync(() => server.Current.AsOf > default(DateTimeOffset));
        return server;
    }

    public static Task UntilAsync(Func<bool> reached) => UntilAsync(() => Task.FromResult(reached()));

    public static async Task UntilAsync(Func<Task<bool>> reachedAsync)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (!await reachedAsync())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await follower.StopAsync(CancellationToken.None);
        follower.Dispose();
        directory.Dispose();
        await TestDatabase.CloseAsync(database);
    }
}
