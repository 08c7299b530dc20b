using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Copies;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Tests.Copies;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Directory.Tests.Feed;

/// <summary>A directory that follows a standby while there is no primary.</summary>
public sealed class StandbyDirectoryTests(TestDatabase<SqliteEngine> db) : IClassFixture<TestDatabase<SqliteEngine>>
{
    private static readonly StoreStanding OnStandby = new(StoreRung.Standby, 0, IsNewest: false);

    private readonly TestClock clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Changes_of_a_standby_are_taken_in_and_the_directory_grows_older_all_the_same()
    {
        var database = new DownDatabase(db.Database);
        var directory = TestDirectory.Of(database, clock, new NoCopy());
        await directory.CatchUpAsync(Ct);
        var asOf = directory.Current.AsOf;
        var host = await AddHostAsync();
        clock.Advance(TimeSpan.FromMinutes(1));

        database.Standing = OnStandby;
        await directory.CatchUpAsync(Ct);

        Assert.NotNull(directory.Current.Find(host));
        Assert.Equal(asOf, directory.Current.AsOf);
        Assert.False(directory.IsCopy);

        database.Standing = StoreStanding.Top;
        await directory.CatchUpAsync(Ct);
        Assert.Equal(clock.GetUtcNow(), directory.Current.AsOf);
    }

    [Fact]
    public async Task A_standby_that_is_behind_takes_nothing_back()
    {
        await using var behind = await TestDatabase.CreateAsync<SqliteEngine>();
        var database = new DownDatabase(db.Database) { Standby = behind.Database };
        var host = await AddHostAsync();
        var directory = TestDirectory.Of(database, clock, new NoCopy());
        await directory.CatchUpAsync(Ct);

        database.Standing = OnStandby;
        await directory.CatchUpAsync(Ct);

        Assert.NotNull(directory.Current.Find(host));
    }

    [Fact]
    public async Task A_primary_that_came_back_is_read_whole_since_it_may_have_lost_the_last_changes()
    {
        var database = new DownDatabase(db.Database);
        var directory = TestDirectory.Of(database, clock, new NoCopy());
        await directory.CatchUpAsync(Ct);
        await directory.CatchUpAsync(Ct);
        Assert.Equal(1, database.Readings);

        database.Standing = StoreStanding.Top with { Returns = 1 };
        await directory.CatchUpAsync(Ct);
        await directory.CatchUpAsync(Ct);

        Assert.Equal(2, database.Readings);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_begins_on_a_standby_prefers_its_own_copy_when_that_knows_more(bool knowsWhoAnswers)
    {
        await using var behind = await TestDatabase.CreateAsync<SqliteEngine>();
        var database = new DownDatabase(db.Database) { Standby = behind.Database };
        using var folder = new CopyFolder();
        var host = await AddHostAsync();
        await folder.ServeAsync(database, clock, Kept);

        (database.Standing, database.FoundAtFirst) = (knowsWhoAnswers ? OnStandby : StoreStanding.Top, OnStandby);
        var found = await folder.ServeAsync(
            database,
            clock,
            async directory =>
            {
                await directory.CatchUpAsync(Ct);
                return directory.Current.Find(host);
            });

        Assert.NotNull(found);
    }

    private static async Task<bool> Kept(LiveDirectory directory)
    {
        await directory.CatchUpAsync(Ct);
        return true;
    }

    private async Task<HostName> AddHostAsync()
    {
        using var directory = TestDirectory.Of(db.Database, clock, new NoCopy());
        return await directory.AddHostAsync(db, clock);
    }
}
