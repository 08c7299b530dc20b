using Everlatch.Core;
using Everlatch.Core.Secrets;
using Everlatch.Directory.Copies;
using Everlatch.Directory.Feed;
using Everlatch.Directory.Tests.Feed;
using Everlatch.Storage;
using Everlatch.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Directory.Tests.Copies;

/// <summary>A server begins without its database, with what it last knew; and with nothing that somebody else wrote.</summary>
public abstract class DirectoryCopySuite<TEngine> : IClassFixture<TestDatabase<TEngine>>, IDisposable
    where TEngine : ITestEngine
{
    private readonly CopyFolder folder = new();
    private readonly TestClock clock = new();
    private readonly TestDatabase<TEngine> db;
    private readonly DownDatabase database;

    protected DirectoryCopySuite(TestDatabase<TEngine> db) => (this.db, database) = (db, new DownDatabase(db.Database));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_server_that_begins_without_its_database_knows_what_the_last_one_knew()
    {
        var before = await ServeAsync(async directory =>
        {
            await AddHostAsync(directory);
            await directory.CatchUpAsync(Ct);
            await AddHostAsync(directory);
            return directory.Current;
        });

        database.IsDown = true;
        clock.Advance(TimeSpan.FromHours(20));
        var after = await ServeAsync(async directory =>
        {
            await directory.CatchUpAsync(Ct);
            return directory.Current;
        });

        Assert.Equal(before.Sequence, after.Sequence);
        Assert.Equal(before.AsOf, after.AsOf);
        Assert.Equal(before.Hosts.OrderBy(host => host.Key.Value), after.Hosts.OrderBy(host => host.Key.Value));
        Assert.Equal(before.Environments.Keys.ToHashSet(), after.Environments.Keys.ToHashSet());
        foreach (var host in before.Hosts.Keys)
        {
            Assert.Equal(before.Find(host)!.Issuer, after.Find(host)!.Issuer);
            Assert.Equal(before.Find(host)!.Environment.Name, after.Find(host)!.Environment.Name);
        }
    }

    [Fact]
    public async Task It_follows_the_database_from_there_once_that_answers()
    {
        await ServeAsync(AddHostAsync);
        var elsewhere = await WithoutCopyAsync();
        database.IsDown = true;
        await ServeAsync(async directory =>
        {
            await directory.CatchUpAsync(Ct);
            Assert.Null(directory.Current.Find(elsewhere));
            await Assert.ThrowsAsync<StoreFaultException>(() => directory.CatchUpAsync(Ct));
            Assert.True(directory.IsCopy);
            database.IsDown = false;
            await directory.CatchUpAsync(Ct);
            Assert.False(directory.IsCopy);
            Assert.NotNull(directory.Current.Find(elsewhere));
            return true;
        });
        Assert.NotNull((await folder.ReadAsync())!.Find(elsewhere));
    }

    [Fact]
    public async Task Without_a_copy_it_waits_for_its_database()
    {
        database.IsDown = true;
        await ServeAsync(async directory =>
        {
            await Assert.ThrowsAsync<StoreFaultException>(() => directory.CatchUpAsync(Ct));
            Assert.Same(DirectorySnapshot.Empty, directory.Current);
            database.IsDown = false;
            await directory.CatchUpAsync(Ct);
            Assert.False(directory.IsCopy);
            Assert.NotSame(DirectorySnapshot.Empty, directory.Current);
            return true;
        });
    }

    [Fact]
    public async Task Its_age_is_that_of_the_last_look_at_the_database_to_the_minute()
    {
        await ServeAsync(async directory =>
        {
            await directory.CatchUpAsync(Ct);
            for (var second = 0; second < 600; second += 10)
            {
                clock.Advance(TimeSpan.FromSeconds(10));
                await directory.CatchUpAsync(Ct);
            }

            return true;
        });
        Assert.InRange(clock.GetUtcNow() - (await folder.ReadAsync())!.AsOf, TimeSpan.Zero, DirectoryCopy.Precision);
    }

    [Fact]
    public async Task What_is_read_before_the_schema_is_known_to_fit_is_not_kept_and_is_once_it_does()
    {
        folder.IsFit = false;
        await ServeAsync(AddHostAsync);
        Assert.Null(await folder.ReadAsync());
        var (kept, third) = await ServeAsync(async directory =>
        {
            await AddHostAsync(directory);
            folder.IsFit = true;
            var second = await AddHostAsync(directory);
            folder.IsFit = false;
            return (second, await AddHostAsync(directory));
        });
        var copy = (await folder.ReadAsync())!;
        Assert.NotNull(copy.Find(kept));
        Assert.Null(copy.Find(third));
    }

    [Fact]
    public async Task A_start_reads_the_directory_once_though_the_schema_is_looked_at_later()
    {
        folder.IsFit = false;
        await ServeAsync(async directory =>
        {
            var host = await AddHostAsync(directory);
            folder.IsFit = true;
            await directory.CatchUpAsync(Ct);
            return host;
        });
        Assert.Equal(1, database.Readings);
        Assert.NotNull(await folder.ReadAsync());
    }

    [Fact]
    public async Task A_build_that_needs_another_schema_finds_no_copy()
    {
        await ServeAsync(AddHostAsync);
        Assert.Null(await folder.ReadAsync(build: CopyFingerprint.OfThisBuild("the next schema")));
        Assert.NotNull(await folder.ReadAsync(build: CopyFingerprint.OfThisBuild("one schema")));
    }

    [Fact]
    public async Task Another_master_keys_copy_is_refused()
    {
        await ServeAsync(AddHostAsync);
        var other = new MasterKey([.. Enumerable.Repeat((byte)7, MasterKey.Length)]);
        await Assert.ThrowsAsync<CopyRefusedException>(() => folder.ReadAsync(other));
        Assert.NotNull(await folder.ReadAsync());
    }

    [Fact]
    public async Task A_release_that_reads_otherwise_has_a_copy_of_its_own_and_leaves_this_one()
    {
        await ServeAsync(AddHostAsync);
        byte[] next = [.. Enumerable.Repeat((byte)9, 32)];
        Assert.Null(await folder.ReadAsync(build: next));
        var file = folder.Path;
        await folder.ServeAsync(database, clock, AddHostAsync, build: next);
        File.Copy(file, System.IO.Directory.GetFiles(Path.GetDirectoryName(file)!, "*.copy").Single(f => f != file), true);
        await Assert.ThrowsAsync<CopyRefusedException>(() => folder.ReadAsync(build: next));
        Assert.NotNull(await folder.ReadAsync());
    }

    [Fact]
    public async Task Only_its_owner_may_read_it()
    {
        await ServeAsync(AddHostAsync);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder.Path));
        }
    }

    [Fact]
    public async Task Two_servers_do_not_share_one() => await ServeAsync(async _ =>
    {
        await Assert.ThrowsAnyAsync<IOException>(() => folder.ReadAsync());
        return true;
    });

    [Fact]
    public async Task It_says_nothing_in_the_clear()
    {
        await ServeAsync(AddHostAsync);
        var bytes = await File.ReadAllBytesAsync(folder.Path, Ct);
        Assert.True(bytes.AsSpan().IndexOf("issuer"u8) < 0 && bytes.AsSpan().IndexOf(".example"u8) < 0);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private Task<T> ServeAsync<T>(Func<LiveDirectory, Task<T>> act) => folder.ServeAsync(database, clock, act);

    private async Task<HostName> WithoutCopyAsync()
    {
        using var directory = TestDirectory.Of(db.Database, clock, new NoCopy());
        return await AddHostAsync(directory);
    }

    private async Task<HostName> AddHostAsync(LiveDirectory directory)
    {
        await directory.CatchUpAsync(Ct);
        return await directory.AddHostAsync(db, clock);
    }
}

public sealed class DirectoryCopyOnSqlite(TestDatabase<SqliteEngine> db) : DirectoryCopySuite<SqliteEngine>(db);

public sealed class DirectoryCopyOnPostgres(TestDatabase<PostgresEngine> db) : DirectoryCopySuite<PostgresEngine>(db);
