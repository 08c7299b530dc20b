using Everlatch.Core.Ids;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Spending;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Grants;

public abstract class SpendRefreshTokenSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly Statement RemoveMember = Statement.Write(
        "testing.remove_member",
        "delete from memberships where environment_id = @environment and tenant_id = @tenant and user_id = @user");

    private static readonly Statement Rename = Statement.Write(
        "testing.rename_user",
        """
        update users set email = @email, name = @name, locale = @locale, email_verified_at = @verified
        where environment_id = @environment and id = @user
        """);

    private static readonly TimeSpan Idle = TimeSpan.FromDays(14);
    private readonly TestClock clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_spender_gets_the_next_generation()
    {
        var family = await NewFamilyAsync();
        var rotated = Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0));
        Assert.Equal(1, rotated.Successor.Generation);
        Assert.Equal(["admin"], rotated.Roles);
        Assert.Equal("Ada", rotated.Person.Name);
        Assert.Equal(family.Grant.Scopes, rotated.Grant.Scopes);
        Assert.Equal(family.Grant.AuthenticatedAt, rotated.Grant.AuthenticatedAt);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    public async Task Parallel_spenders_of_one_token_get_one_successor_and_nobody_is_signed_out(int spenders)
    {
        var family = await NewFamilyAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, spenders).Select(_ => Task.Run(() => SpendAsync(family, 0))));
        Assert.All(outcomes, outcome => Assert.Equal(1, Assert.IsType<RefreshOutcome.Rotated>(outcome).Successor.Generation));
        Assert.Equal(2, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 1)).Successor.Generation);
    }

    [Fact]
    public async Task A_lost_response_can_be_retried_inside_the_window()
    {
        var family = await NewFamilyAsync();
        await SpendAsync(family, 0);
        clock.Advance(SpendRefreshToken.Window);
        Assert.Equal(1, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0)).Successor.Generation);
    }

    [Fact]
    public async Task A_slow_spender_whose_peer_has_moved_on_twice_gets_the_living_token()
    {
        var family = await NewFamilyAsync();
        await SpendAsync(family, 0);
        await SpendAsync(family, 1);
        Assert.Equal(2, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0)).Successor.Generation);
    }

    [Fact]
    public async Task A_retry_late_in_a_predecessors_window_has_a_window_of_its_own()
    {
        var family = await NewFamilyAsync();
        await SpendAsync(family, 0);
        clock.Advance(SpendRefreshToken.Window - TimeSpan.FromSeconds(1));
        await SpendAsync(family, 1);
        clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 1)).Successor.Generation);
    }

    [Fact]
    public async Task Reuse_outside_the_window_is_found_until_the_grant_has_ended()
    {
        var family = await NewFamilyAsync();
        await SpendAsync(family, 0);
        clock.Advance(SpendRefreshToken.Window + TimeSpan.FromMilliseconds(1));
        Assert.Equal(family.Grant.Id, Assert.IsType<RefreshOutcome.Reused>(await SpendAsync(family, 0)).Grant.Id);
        Assert.IsType<RefreshOutcome.Reused>(await SpendAsync(family, 0));
        await GrantStore.EndAsync(
            db.Database, family.Environment, family.Grant.Application, family.Grant.Id, "reused", clock.GetUtcNow(), Ct);
        Assert.IsType<RefreshOutcome.Refused>(await SpendAsync(family, 0));
        Assert.IsType<RefreshOutcome.Refused>(await SpendAsync(family, 1));
    }

    [Fact]
    public async Task A_persons_claims_come_as_they_are_now()
    {
        var family = await NewFamilyAsync();
        foreach (var person in new[]
        {
            new GrantPerson("ada@example.com", true, "Ada King  Lovelace ", "en-GB"),
            new GrantPerson("o'neill+x@example.com", false, "", null),
            new GrantPerson("ä@example.com", false, " ä ", null),
        })
        {
            await db.Database.ExecuteAsync(
                Rename,
                new
                {
                    environment = family.Environment,
                    user = family.Grant.User,
                    email = person.Email,
                    name = person.Name,
                    locale = person.Locale,
                    verified = person.EmailVerified ? clock.GetUtcNow() : (DateTimeOffset?)null,
                },
                Ct);
            Assert.Equal(person, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 7)).Person);
            Assert.Equal(person, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 7)).Person);
        }
    }

    [Fact]
    public async Task A_family_that_a_restored_backup_has_forgotten_goes_on()
    {
        var family = await NewFamilyAsync();
        Assert.Equal(6, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 5)).Successor.Generation);
    }

    [Fact]
    public async Task A_token_that_is_given_back_can_be_spent_whenever_its_client_tries_again()
    {
        var family = await NewFamilyAsync();
        await GiveBackAsync(family, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0)), 0);
        clock.Advance(SpendRefreshToken.Window + TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0)).Successor.Generation);
        clock.Advance(SpendRefreshToken.Window + TimeSpan.FromMilliseconds(1));
        Assert.IsType<RefreshOutcome.Reused>(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_replay_gives_nothing_back_that_another_spender_moved()
    {
        var family = await NewFamilyAsync();
        await SpendAsync(family, 0);
        clock.Advance(TimeSpan.FromSeconds(1));
        await GiveBackAsync(family, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0)), 0);
        clock.Advance(SpendRefreshToken.Window);
        Assert.IsType<RefreshOutcome.Reused>(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_token_that_is_given_back_reopens_no_window_of_its_predecessor()
    {
        var family = await NewFamilyAsync();
        await SpendAsync(family, 0);
        clock.Advance(SpendRefreshToken.Window + TimeSpan.FromMilliseconds(1));
        await GiveBackAsync(family, Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 1)), 1);
        Assert.IsType<RefreshOutcome.Reused>(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_successor_that_was_given_out_beside_a_refusal_counts()
    {
        var family = await NewFamilyAsync();
        var refused = Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0));
        var accepted = Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0));
        await GiveBackAsync(family, refused, 0);
        Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, accepted.Successor.Generation));
    }

    [Fact]
    public async Task Another_application_gets_nothing_and_harms_nobody()
    {
        var family = await NewFamilyAsync();
        var thief = family with { Grant = family.Grant with { Application = Id.New<AppId>(clock) } };
        Assert.IsType<RefreshOutcome.Refused>(await SpendAsync(thief, 0));
        Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_grant_that_was_idle_too_long_is_refused()
    {
        var family = await NewFamilyAsync();
        clock.Advance(Idle - TimeSpan.FromSeconds(1));
        Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0));
        clock.Advance(Idle);
        Assert.IsType<RefreshOutcome.Refused>(await SpendAsync(family, 1));
    }

    [Fact]
    public async Task A_user_who_left_the_tenant_is_refused()
    {
        var family = await NewFamilyAsync();
        await db.Database.ExecuteAsync(
            RemoveMember, new { environment = family.Environment, tenant = family.Grant.Tenant, user = family.Grant.User }, Ct);
        Assert.IsType<RefreshOutcome.Refused>(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task An_ended_session_ends_its_grants()
    {
        var family = await NewFamilyAsync();
        await GrantStore.EndOfSessionAsync(
            db.Database, family.Environment, family.Grant.Session, "signed_out", clock.GetUtcNow(), Ct);
        Assert.IsType<RefreshOutcome.Refused>(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_users_grants_end_though_the_rows_of_their_sessions_are_long_gone()
    {
        var family = await NewFamilyAsync();
        var ended = await GrantStore.EndOfUserAsync(
            db.Database, family.Environment, family.Grant.User, Id.New<SessionId>(clock), "signed_out", clock.GetUtcNow(), Ct);
        Assert.Equal([family.Grant.Id], ended);
        Assert.IsType<RefreshOutcome.Refused>(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task The_session_that_ends_all_others_keeps_its_grants()
    {
        var family = await NewFamilyAsync();
        var ended = await GrantStore.EndOfUserAsync(
            db.Database, family.Environment, family.Grant.User, family.Grant.Session, "signed_out", clock.GetUtcNow(), Ct);
        Assert.Empty(ended);
        Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0));
    }

    [Fact]
    public async Task A_grant_that_was_carried_over_ends_with_the_later_session()
    {
        var family = await NewFamilyAsync();
        var later = Id.New<SessionId>(clock);
        await GrantStore.CarryOverAsync(db.Database, family.Environment, family.Grant.Session, later, Ct);
        Assert.IsType<RefreshOutcome.Rotated>(await SpendAsync(family, 0));
        var ended =
            await GrantStore.EndOfSessionAsync(db.Database, family.Environment, later, "signed_out", clock.GetUtcNow(), Ct);
        Assert.Equal([family.Grant.Id], ended);
        Assert.IsType<RefreshOutcome.Refused>(await SpendAsync(family, 1));
    }

    private Task<RefreshOutcome> SpendAsync(Family family, long generation) =>
        new SpendRefreshToken(db.Database, new UnansweredSpends(clock), clock).RunAsync(
            family.Environment, family.Grant.Application, new RefreshToken(family.Grant.Id, generation), Idle, Ct);

    private Task GiveBackAsync(Family family, RefreshOutcome.Rotated rotated, long generation) =>
        new SpendRefreshToken(db.Database, new UnansweredSpends(clock), clock).GiveBackAsync(
            family.Environment, new RefreshToken(family.Grant.Id, generation), rotated.At);

    private async Task<Family> NewFamilyAsync()
    {
        var (environment, grant) = await NewFamily.AddAsync(db, clock, Ct);
        return new Family(environment, grant);
    }

    private sealed record Family(EnvironmentId Environment, Grant Grant);
}

public sealed class SpendRefreshTokenOnSqlite(TestDatabase<SqliteEngine> db) : SpendRefreshTokenSuite<SqliteEngine>(db);

public sealed class SpendRefreshTokenOnPostgres(TestDatabase<PostgresEngine> db) : SpendRefreshTokenSuite<PostgresEngine>(db);
