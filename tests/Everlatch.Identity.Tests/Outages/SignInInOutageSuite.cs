using Everlatch.Directory.Replay;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Outages;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.Users;
using Everlatch.Storage;
using Everlatch.Storage.Journal;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Outages;

/// <summary>People who are known sign in while no database takes writes.</summary>
public abstract class SignInInOutageSuite<TEngine>(TestDatabase<TEngine> db) : OutageSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    [Fact]
    public async Task The_right_password_opens_a_session_that_is_in_the_database_afterwards()
    {
        await using var host = await StartAsync();
        var user = await host.AddUserAsync();
        host.Database.BeginOutage();

        var session = await host.SignedInAsync();
        var found = await host.SessionAsync(session);
        Assert.Equal(user.Id, found?.User);
        Assert.Equal(session.Id, found?.Id);

        host.Database.EndOutage();
        await host.ReplayAsync();
        await host.ReplayAsync();

        Assert.Equal(session.Id, Assert.Single(await ListAsync(host, user)).Id);
        Assert.Equal(session.Id, (await host.SessionAsync(session))?.Id);
        var act = Assert.Single(await host.AuditAsync("signin.succeeded"));
        Assert.Equal(session.Id.Value, act.Target);
        Assert.Equal(host.Clock.GetUtcNow(), (await host.Get<FindUser>().RunAsync(host.Environment, user.Id, Ct))?.LastSignInAt);
        Assert.Equal(0, host.Get<OutageJournal>().Waiting);
    }

    [Theory]
    [InlineData(PeopleHost.Email, Wrong)]
    [InlineData("nobody@example.com", PeopleHost.Password)]
    [InlineData("disabled@example.com", PeopleHost.Password)]
    [InlineData("no address", PeopleHost.Password)]
    public async Task Every_refusal_reads_and_costs_the_same(string email, string password)
    {
        await using var host = await StartAsync();
        await host.AddUserAsync();
        var disabled = await host.AddUserAsync("disabled@example.com");
        await host.Get<DisableUser>().RunAsync(host.Environment, disabled.Id, null, Admin, Ct);
        host.Database.BeginOutage();
        host.Hashes.Take();

        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(email, password));

        Assert.Equal(1, host.Hashes.Take());
        Assert.Equal(1, host.Get<OutageJournal>().Waiting);
        host.Database.EndOutage();
        await host.ReplayAsync();
        Assert.Equal("refused", Assert.Single(await host.AuditAsync("signin.failed")).Outcome);
    }

    [Fact]
    public async Task Guesses_are_limited_from_what_the_standby_says_on_and_arrive_in_the_database()
    {
        await using var host = await StartAsync();
        await host.AddUserAsync();
        await RefusedAsync(host, 2);
        host.Database.BeginOutage();

        await RefusedAsync(host, 3);
        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());

        host.Database.EndOutage();
        await host.ReplayAsync();
        await host.ReplayAsync();
        var locked = Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
        host.Clock.Advance(locked.RetryAfter);
        Assert.IsType<SignInWithPassword.Outcome.SignedIn>(await host.SignInAsync());
        Assert.Equal(5, (await host.AuditAsync("signin.failed")).Count);
    }

    [Fact]
    public async Task The_right_password_begins_the_count_anew()
    {
        await using var host = await StartAsync();
        await host.AddUserAsync();
        await RefusedAsync(host, 4);
        host.Database.BeginOutage();
        await host.SignedInAsync();
        await RefusedAsync(host, 4);
        await host.SignedInAsync();

        host.Database.EndOutage();
        await host.ReplayAsync();
        await RefusedAsync(host, 4);
        Assert.IsType<SignInWithPassword.Outcome.SignedIn>(await host.SignInAsync());
    }

    [Fact]
    public async Task Somebody_whose_address_waits_for_its_proof_and_a_server_without_a_journal_are_unavailable()
    {
        await using var host = await StartAsync();
        await using var without = await host.BesideAsync(Db, "");
        await host.AddUserAsync(verified: false);
        await host.AddUserAsync("grace@example.com");
        host.Database.BeginOutage();
        without.Database.BeginOutage();

        await Assert.ThrowsAsync<StoreFaultException>(() => host.SignInAsync());
        await Assert.ThrowsAsync<StoreFaultException>(() => without.SignInAsync("grace@example.com"));
        await host.SignedInAsync("grace@example.com");
    }

    [Fact]
    public async Task The_session_that_the_browser_had_goes_on_in_the_new_one()
    {
        await using var host = await StartAsync();
        var user = await host.AddUserAsync();
        var first = await host.SignedInAsync();
        host.Database.BeginOutage();
        var second = await host.SignedInAsync(cookie: PeopleHost.CookieOf(first));

        host.Database.EndOutage();
        await host.ReplayAsync();
        Assert.Equal(second.Id, Assert.Single(await ListAsync(host, user)).Id);
        Assert.Null(await host.SessionAsync(first));
    }

    [Fact]
    public async Task A_sealed_session_is_worth_nothing_without_its_secret_or_in_another_environment()
    {
        await using var host = await StartAsync();
        await using var stranger = await StartAsync();
        await host.AddUserAsync();
        host.Database.BeginOutage();
        stranger.Database.BeginOutage();
        var session = await host.SignedInAsync();
        var other = await host.SignedInAsync();

        Assert.NotNull(await host.SessionAsync(session));
        Assert.Null(await host.SessionAsync(session with { Sealed = other.Sealed }));
        Assert.Null(await host.SessionAsync(session with { Sealed = session.Sealed![..^4] + "AAAA" }));
        Assert.Null(await host.SessionAsync(session with { Sealed = "~" }));
        Assert.Null(await stranger.SessionAsync(session));
    }
}

public sealed class SignInInOutageOnSqlite(TestDatabase<SqliteEngine> db) : SignInInOutageSuite<SqliteEngine>(db);

public sealed class SignInInOutageOnPostgres(TestDatabase<PostgresEngine> db) : SignInInOutageSuite<PostgresEngine>(db);
