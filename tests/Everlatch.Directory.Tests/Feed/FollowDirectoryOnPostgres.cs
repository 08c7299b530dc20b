using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Directory.Tests.Feed;

/// <summary>PostgreSQL wakes followers: with this poll, nothing else can explain that a write arrives.</summary>
public sealed class FollowDirectoryOnPostgres(TestDatabase<PostgresEngine> db) : FollowDirectorySuite<PostgresEngine>(db)
{
    private const int LongestPoll = 60_000;

    private static readonly Statement CutListeners = Statement
        .Read(
            "testing.cut_listeners",
            """
            select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and query = 'listen everlatch_directory' and pid <> pg_backend_pid()
            """)
        .AcrossEnvironments("connections belong to no environment");

    [Fact]
    public async Task A_notification_suffices()
    {
        await using var server = await FollowingServer.StartAsync(Db.Options, LongestPoll);
        await WrittenElsewhereArrivesAsync(server);
        await WrittenElsewhereArrivesAsync(server);
    }

    [Fact]
    public async Task A_follower_whose_listener_was_cut_listens_anew()
    {
        await using var server = await FollowingServer.StartAsync(Db.Options, LongestPoll);
        await WrittenElsewhereArrivesAsync(server);

        await FollowingServer.UntilAsync(async () =>
            await Db.Database.FindAsync<long>(CutListeners, null, TestContext.Current.CancellationToken) > 0);

        await WrittenElsewhereArrivesAsync(server);
        await WrittenElsewhereArrivesAsync(server);
    }
}
