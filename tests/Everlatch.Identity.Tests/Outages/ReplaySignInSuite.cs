using Everlatch.Core.Ids;
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

/// <summary>What was done in an outage is in the database afterwards, once, and what happened meanwhile wins.</summary>
public abstract class ReplaySignInSuite<TEngine>(TestDatabase<TEngine> db) : OutageSuite<TEngine>(db)
    where TEngine : ITestEngine
{
    [Fact]
    public async Task Another_server_honours_it_and_whoever_sees_it_first_afterwards_brings_its_row()
    {
        await using var host = await StartAsync();
        await using var other = await host.BesideAsync(Db, Folder("other"));
        var user = await host.AddUserAsync();
        host.Database.BeginOutage();
        other.Database.BeginOutage();

        var session = await host.SignedInAsync();
        Assert.Equal(user.Id, (await other.SessionAsync(session))?.User);

        // The server that has the journal is late.
        other.Database.EndOutage();
        Assert.Equal(session.Id, (await other.SessionAsync(session))?.Id);
        Assert.Single(await ListAsync(other, user));

        host.Database.EndOutage();
        await host.ReplayAsync();
        Assert.Single(await ListAsync(other, user));
        Assert.Single(await host.AuditAsync("signin.succeeded"));
    }

    [Fact]
    public async Task A_session_that_was_ended_since_stays_ended()
    {
        await using var host = await StartAsync();
        await using var other = await host.BesideAsync(Db, Folder("other"));
        var user = await host.AddUserAsync();
        host.Database.BeginOutage();
        var session = await host.SignedInAsync();

        Assert.NotNull(await other.SessionAsync(session));
        Assert.True(await other.Get<EndSession>().RunAsync(other.Environment, user.Id, session.Id, Admin, Ct));
        host.Database.EndOutage();
        await host.ReplayAsync();

        Assert.Null(await host.SessionAsync(session));
        Assert.Empty(await ListAsync(host, user));
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("deleted")]
    [InlineData("password")]
    [InlineData("signed out")]
    public async Task What_happened_to_the_user_since_wins(string since)
    {
        await using var host = await StartAsync();
        await using var other = await host.BesideAsync(Db, Folder("other"));
        var user = await host.AddUserAsync();
        host.Database.BeginOutage();
        var session = await host.SignedInAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(1));

        await HappenAsync(other, user, since);
        host.Database.EndOutage();
        Assert.Null(await host.SessionAsync(session));
        await host.ReplayAsync();

        Assert.Null(await host.SessionAsync(session));
        Assert.Empty(await ListAsync(host, user));
        Assert.Empty(await host.AuditAsync("signin.succeeded"));
        Assert.Equal(session.Id.Value, Assert.Single(await host.AuditAsync(OutageAudit.Refused)).Target);
        Assert.Equal(0, host.Get<OutageJournal>().Waiting);
    }

    [Theory]
    [InlineData("ended", true)]
    [InlineData("signed out", true)]
    [InlineData("signed out", false)]
    [InlineData("password", false)]
    [InlineData("disabled", false)]
    public async Task What_was_ended_between_two_outages_stays_ended_in_the_second(string between, bool hasArrived)
    {
        await using var host = await StartAsync();
        var user = await host.AddUserAsync();
        host.Database.BeginOutage();
        var session = await host.SignedInAsync();
        await AssertLivesAsync(host, session, true);
        host.Database.EndOutage();
        if (hasArrived)
        {
            await host.ReplayAsync();
        }

        host.Database.BeginOutage();
        await AssertLivesAsync(host, session, true);
        host.Database.EndOutage();
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await HappenAsync(host, user, between, session);
        host.Database.BeginOutage();

        await AssertLivesAsync(host, session, false);
    }

    [Fact]
    public async Task What_another_build_wrote_otherwise_waits_and_holds_nothing_up()
    {
        await using var host = await StartAsync();
        await host.AddUserAsync();
        host.Database.BeginOutage();
        await host.Get<OutageJournal>().AppendAsync(ReplayGuess.KindOfEntry, "of another build", Ct);
        await RefusedAsync(host, 1);
        host.Database.EndOutage();

        await host.ReplayAsync();
        Assert.Single(await host.AuditAsync("signin.failed"));
        Assert.Equal(2, host.Get<OutageJournal>().Waiting);
        foreach (var entry in host.Get<OutageJournal>().Recall())
        {
            host.Get<ReplayEntry>().Recall(entry);
        }
    }

    [Fact]
    public async Task A_server_that_was_killed_finds_what_it_promised_and_counted()
    {
        NewSession session;
        User user;
        await using (var host = await StartAsync())
        {
            user = await host.AddUserAsync();
            host.Database.BeginOutage();
            session = await host.SignedInAsync();
            await RefusedAsync(host, 4);
            host.Get<OutageJournal>().Dispose();

            await using var next = await host.BesideAsync(Db, Journal);
            next.Database.BeginOutage();
            foreach (var entry in next.Get<OutageJournal>().Recall())
            {
                next.Get<ReplayEntry>().Recall(entry);
            }

            await RefusedAsync(next, 1);
            Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await next.SignInAsync());
            next.Database.EndOutage();
            await next.ReplayAsync();
            Assert.Equal(session.Id, Assert.Single(await ListAsync(next, user)).Id);
            Assert.Equal(5, (await next.AuditAsync("signin.failed")).Count);
        }
    }

    [Fact]
    public async Task A_replay_that_ends_between_the_commit_and_the_journals_end_repeats_nothing()
    {
        await using var host = await StartAsync();
        var user = await host.AddUserAsync();
        host.Database.BeginOutage();
        await RefusedAsync(host, 2);
        await host.SignedInAsync();
        host.Database.EndOutage();

        var broken = 0;
        await Assert.ThrowsAsync<StoreFaultException>(() => host.Get<OutageJournal>().DrainAsync(
            async entry =>
            {
                await host.Get<ReplayEntry>().RunAsync(entry, Ct);
                return ++broken < 3 ? true : throw new StoreFaultException("test", new IOException());
            },
            Ct));
        Assert.Equal(3, host.Get<OutageJournal>().Waiting);
        await host.ReplayAsync();

        Assert.Single(await ListAsync(host, user));
        Assert.Equal(2, (await host.AuditAsync("signin.failed")).Count);
        Assert.Single(await host.AuditAsync("signin.succeeded"));
        Assert.Equal(0, host.Get<OutageJournal>().Waiting);
    }

    private static async Task AssertLivesAsync(PeopleHost host, NewSession session, bool lives)
    {
        Assert.Equal(lives ? session.Id : (SessionId?)null, (await host.SessionAsync(session))?.Id);
        Assert.Equal(
            lives, await host.Get<LivesInOutage>().RunAsync(host.Environment, session.Id, session.Sealed, Ct));
    }

    private static async Task HappenAsync(PeopleHost host, User user, string what, NewSession? session = null)
    {
        switch (what)
        {
            case "ended":
                Assert.True(await host.Get<EndSession>().RunAsync(host.Environment, user.Id, session!.Id, Admin, Ct));
                break;
            case "disabled":
                await host.Get<DisableUser>().RunAsync(host.Environment, user.Id, null, Admin, Ct);
                break;
            case "deleted":
                await host.Get<DeleteUser>().RunAsync(host.Environment, user.Id, null, Admin, Ct);
                break;
            case "password":
                await PasswordStore.SetAsync(host.Database, host.Environment, user.Id, "another", host.Clock.GetUtcNow(), Ct);
                break;
            default:
                await host.Get<EndAllSessions>().RunAsync(host.Environment, user.Id, null, Admin, Ct);
                break;
        }
    }
}

public sealed class ReplaySignInOnSqlite(TestDatabase<SqliteEngine> db) : ReplaySignInSuite<SqliteEngine>(db);

public sealed class ReplaySignInOnPostgres(TestDatabase<PostgresEngine> db) : ReplaySignInSuite<PostgresEngine>(db);
