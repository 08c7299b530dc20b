using Everlatch.Identity.Lockouts;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Lockouts;

/// <summary>What is counted in memory in an outage is counted as the database would have.</summary>
public abstract class CountStateSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly LockoutRule[] Rules =
    [
        new("two", 2, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(1)),
        new("five", 5, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(900), TimeSpan.FromHours(24)),
        new("seven", 7, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(101)),
        new("flat", 3, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(9), TimeSpan.FromMinutes(2)),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_series_of_attempts_comes_to_the_same(int number)
    {
        await using var host = await PeopleHost.StartAsync(db);
        var (rule, store, subjects) = (Rules[number], host.Get<LockoutStore>(), host.Get<LockoutSubject>());
        var (memory, added) = (CountState.Empty, CountState.Empty);
        for (var i = 0; i < 120; i++)
        {
            var attempt = new Attempt(host.Environment);
            var wait = await store.ReserveAsync(attempt, rule, "somebody", Ct);
            var now = host.Clock.GetUtcNow();
            var after = memory.Reserve(rule, now);
            Assert.Equal(wait is null, after is not null);
            if (after is not null)
            {
                memory = after;
                var counted = attempt.Counts.Select(count => new CountedAttempt(
                    count.Subject, now, count.Added, count.LockedUntil ?? DateTimeOffset.UnixEpoch)).Single();
                added = added.With(counted);
                await LockoutStore.AddAsync(host.Database, host.Environment, counted with { Subject = "replayed" }, Ct);
            }

            var row = await store.FindAsync(host.Environment, subjects.Of(host.Environment, rule, "somebody"), Ct);
            Assert.Equal(row, memory);
            Assert.Equal(row.ForgottenAt, added.ForgottenAt);
            Assert.Equal(added, await store.FindAsync(host.Environment, "replayed", Ct));
            var pause = (long)(rule.Interval * 1.2).TotalMilliseconds * (i * 7_919 % 1_009) / 1_009;
            host.Clock.Advance(TimeSpan.FromMilliseconds(pause));
        }
    }
}

public sealed class CountStateOnSqlite(TestDatabase<SqliteEngine> db) : CountStateSuite<SqliteEngine>(db);

public sealed class CountStateOnPostgres(TestDatabase<PostgresEngine> db) : CountStateSuite<PostgresEngine>(db);
