using CsCheck;
using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Spending;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Grants;

/// <summary>
/// Whatever a family goes through inside its windows, however many spend at once: each
/// round has one successor, it is the one living token, and nobody is signed out.
/// </summary>
public abstract class RefreshRacesSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly TimeSpan Idle = TimeSpan.FromDays(14);

    // How many spend a token at once, and how long until the next round.
    private static readonly Gen<(int Spenders, int Seconds)[]> Rounds =
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 120]).Array[1, 6];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parallel_spends_give_exactly_one_successor_round_after_round() =>
        await Rounds.SampleAsync(RunAsync, iter: 25, threads: 1);

    private async Task RunAsync((int Spenders, int Seconds)[] rounds)
    {
        var clock = new TestClock();
        var (environment, grant) = await NewFamily.AddAsync(db, clock, Ct);
        var spend = new SpendRefreshToken(db.Database, new UnansweredSpends(clock), clock);
        var living = new RefreshToken(grant.Id, 0);
        foreach (var (spenders, seconds) in rounds)
        {
            var token = living;
            var outcomes = await Task.WhenAll(Enumerable.Range(0, spenders).Select(_ => Task.Run(
                () => spend.RunAsync(environment, grant.Application, token, Idle, Ct))));
            living = Assert.Single(
                outcomes.Select(outcome => Assert.IsType<RefreshOutcome.Rotated>(outcome).Successor).Distinct());
            Assert.Equal(token.Generation + 1, living.Generation);
            clock.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.IsType<RefreshOutcome.Rotated>(await spend.RunAsync(environment, grant.Application, living, Idle, Ct));
    }
}

public sealed class RefreshRacesOnSqlite(TestDatabase<SqliteEngine> db) : RefreshRacesSuite<SqliteEngine>(db);

public sealed class RefreshRacesOnPostgres(TestDatabase<PostgresEngine> db) : RefreshRacesSuite<PostgresEngine>(db);
