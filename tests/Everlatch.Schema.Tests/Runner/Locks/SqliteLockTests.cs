using Everlatch.Schema.Runner;
using Everlatch.Schema.Runner.Locks;

namespace Everlatch.Schema.Tests.Runner.Locks;

/// <summary>The file beside a SQLite database that says who holds its lock.</summary>
public sealed class SqliteLockTests
{
    [Fact]
    public async Task An_owner_that_was_released_does_not_take_the_next_one_s_name_away()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-lock-");
        var database = Path.Combine(folder.FullName, "test.db");
        var first = SqliteLock.TryTake(database, Owner("first"))!;
        Assert.Null(SqliteLock.TryTake(database, Owner("second")));
        Assert.True(await first.ReleaseAsync());

        await using (SqliteLock.TryTake(database, Owner("second"))!)
        {
            await first.DisposeAsync();
            Assert.Equal("second", SqliteLock.FindOwner(database)?.Host);
        }

        Assert.Null(SqliteLock.FindOwner(database));
        folder.Delete(recursive: true);
    }

    private static LockOwner Owner(string host) => new(host, 1, "1.0.0", DateTimeOffset.UnixEpoch);
}
