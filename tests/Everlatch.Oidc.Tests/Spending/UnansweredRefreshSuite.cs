using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Spending;
using Everlatch.Oidc.Tests.Grants;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Spending;

/// <summary>A rotation that the database did not answer signs nobody out, however long the database is away.</summary>
public abstract class UnansweredRefreshSuite<TEngine> : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly TimeSpan Idle = TimeSpan.FromDays(14);
    private static readonly TimeSpan Outage = SpendRefreshToken.Window * 20;
    private readonly TestClock clock = new();
    private readonly TestDatabase<TEngine> db;
    private readonly BreakableDatabase store;
    private readonly UnansweredSpends unanswered;
    private readonly SpendRefreshToken spend;

    protected UnansweredRefreshSuite(TestDatabase<TEngine> db)
    {
        (this.db, store, unanswered) = (db, new BreakableDatabase(db.Database), new UnansweredSpends(clock));
        spend = new SpendRefreshToken(store, unanswered, clock);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_given_back_before_the_next_try()
    {
        var family = await NewFamilyAsync();
        await LoseAsync(family, 0);
        clock.Advance(Outage);
        Assert.Equal(1, await SpendAsync(family, 0));
        Assert.Equal(0, unanswered.Count);
        clock.Advance(Outage);
        Assert.Null(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task It_is_given_back_in_the_background_so_that_another_server_finds_it_living()
    {
        var family = await NewFamilyAsync();
        await LoseAsync(family, 0);
        Assert.Equal(1, await unanswered.GiveBackAsync(Ct));
        Assert.Equal(0, unanswered.Count);
        clock.Advance(Outage);
        var other = new SpendRefreshToken(db.Database, new UnansweredSpends(clock), clock);
        Assert.IsType<RefreshOutcome.Rotated>(await RunAsync(other, family, 0));
    }

    [Fact]
    public async Task While_the_database_is_away_the_next_try_is_a_fault_and_is_not_sent()
    {
        var family = await NewFamilyAsync();
        await LoseAsync(family, 0);
        store.IsDown = true;
        await Assert.ThrowsAsync<StoreFaultException>(() => SpendAsync(family, 0));
        await Assert.ThrowsAsync<StoreFaultException>(() => unanswered.GiveBackAsync(Ct));
        Assert.Equal(1, unanswered.Count);
        store.IsDown = false;
        clock.Advance(Outage);
        Assert.Equal(1, await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_rotation_that_never_happened_is_looked_for_in_vain_and_forgotten()
    {
        var family = await NewFamilyAsync();
        store.Failing = "grants.spend_refresh_token";
        await Assert.ThrowsAsync<StoreFaultException>(() => SpendAsync(family, 0));
        store.Failing = null;
        for (var round = 0; round < 8; round++)
        {
            Assert.Equal(1, unanswered.Count);
            Assert.Equal(0, await unanswered.GiveBackAsync(Ct));
            clock.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.Equal(0, unanswered.Count);
        Assert.Equal(1, await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_spender_beside_it_that_was_answered_keeps_what_it_got()
    {
        var family = await NewFamilyAsync();
        await LoseAsync(family, 0);
        var other = new SpendRefreshToken(db.Database, new UnansweredSpends(clock), clock);
        var beside = Assert.IsType<RefreshOutcome.Rotated>(await RunAsync(other, family, 0));
        Assert.Equal(1, await unanswered.GiveBackAsync(Ct));
        clock.Advance(Outage);
        Assert.Equal(2, await SpendAsync(family, beside.Successor.Generation));
    }

    [Fact]
    public async Task An_answer_that_went_out_is_never_given_back()
    {
        var family = await NewFamilyAsync();
        await LoseAsync(family, 0);
        await unanswered.GiveBackAsync(Ct);
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await SpendAsync(family, 0));
        await unanswered.GiveBackAsync(Ct);
        clock.Advance(Outage);
        Assert.Null(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_client_that_hung_up_before_the_answer_still_has_its_token()
    {
        var family = await NewFamilyAsync();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(spend, family, 0, gone.Token));
        clock.Advance(Outage);
        Assert.Equal(1, await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_refused_request_whose_token_could_not_be_given_back_at_once_gets_it_later()
    {
        var family = await NewFamilyAsync();
        var rotated = Assert.IsType<RefreshOutcome.Rotated>(await RunAsync(spend, family, 0));
        store.IsDown = true;
        await Assert.ThrowsAsync<StoreFaultException>(
            () => spend.GiveBackAsync(family.Environment, new RefreshToken(family.Grant.Id, 0), rotated.At));
        store.IsDown = false;
        clock.Advance(Outage);
        Assert.Equal(1, await SpendAsync(family, 0));
    }

    [Fact]
    public async Task One_that_fails_for_its_own_sake_is_told_and_does_not_hold_up_the_others()
    {
        await Assert.ThrowsAsync<StoreFaultException>(() => unanswered.GiveBackAsync("first", FailingAsync(StoreFault())));
        var family = await NewFamilyAsync();
        await LoseAsync(family, 0);
        await Assert.ThrowsAsync<InvalidOperationException>(() => unanswered.GiveBackAsync(Ct));
        Assert.Equal(1, await unanswered.GiveBackAsync(Ct));
        for (var round = 1; round < 8; round++)
        {
            Assert.Equal(1, unanswered.Count);
            clock.Advance(TimeSpan.FromMinutes(2));
            await Assert.ThrowsAsync<InvalidOperationException>(() => unanswered.GiveBackAsync(Ct));
        }

        Assert.Equal(0, unanswered.Count);
    }

    private static StoreFaultException StoreFault() => new("testing.give_back", new IOException());

    // Fails with a fault of the store first, and for its own sake ever after.
    private static Func<CancellationToken, Task<int>> FailingAsync(Exception first)
    {
        Exception next = first;
        return _ =>
        {
            (var thrown, next) = (next, new InvalidOperationException("a bug"));
            return Task.FromException<int>(thrown);
        };
    }

    private async Task LoseAsync(Family family, long generation)
    {
        store.Losing = "grants.spend_refresh_token";
        await Assert.ThrowsAsync<StoreFaultException>(() => SpendAsync(family, generation));
        store.Losing = null;
    }

    // The successor's generation; null when the token was taken for reused.
    private async Task<long?> SpendAsync(Family family, long generation) =>
        await RunAsync(spend, family, generation) switch
        {
            RefreshOutcome.Rotated rotated => rotated.Successor.Generation,
            RefreshOutcome.Reused => null,
            var other => throw new InvalidOperationException($"It was {other}."),
        };

    private static Task<RefreshOutcome> RunAsync(
        SpendRefreshToken by, Family family, long generation, CancellationToken? ct = null) =>
        by.RunAsync(
            family.Environment, family.Grant.Application, new RefreshToken(family.Grant.Id, generation), Idle, ct ?? Ct);

    private async Task<Family> NewFamilyAsync()
    {
        var (environment, grant) = await NewFamily.AddAsync(db, clock, Ct);
        return new Family(environment, grant);
    }

    private sealed record Family(EnvironmentId Environment, Grant Grant);
}

public sealed class UnansweredRefreshOnSqlite(TestDatabase<SqliteEngine> db) : UnansweredRefreshSuite<SqliteEngine>(db);

public sealed class UnansweredRefreshOnPostgres(TestDatabase<PostgresEngine> db) : UnansweredRefreshSuite<PostgresEngine>(db);
