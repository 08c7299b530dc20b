using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Everlatch.Identity.Tests.Sessions;

public abstract class SessionSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly AuditActor Admin = new("test", "");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_ends_after_eight_idle_hours_and_every_visit_begins_them_anew()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var session = await host.SignedInAsync();
        for (var i = 0; i < 3; i++)
        {
            host.Clock.Advance(TimeSpan.FromHours(7));
            Assert.NotNull(await host.SessionAsync(session));
        }

        host.Clock.Advance(TimeSpan.FromHours(8));
        Assert.Null(await host.SessionAsync(session));
    }

    [Fact]
    public async Task A_session_ends_after_seven_days_however_busy()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var session = await host.SignedInAsync();
        for (var i = 0; i < 27; i++)
        {
            host.Clock.Advance(TimeSpan.FromHours(6));
            Assert.NotNull(await host.SessionAsync(session));
        }

        host.Clock.Advance(TimeSpan.FromHours(6));
        Assert.Null(await host.SessionAsync(session));
    }

    [Fact]
    public async Task Finding_a_session_is_one_query_and_at_most_one_write_a_minute()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var session = await host.SignedInAsync();
        host.Database.Sent.Clear();
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        await host.SessionAsync(session);
        Assert.Equal(["sessions.find_live"], host.Database.Sent);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.SessionAsync(session);
        await host.SessionAsync(session);
        Assert.Single(host.Database.Sent, name => name == "sessions.touch");
    }

    [Theory]
    [InlineData("")]
    [InlineData("elk_")]
    [InlineData("elk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_guessed_cookie_finds_nothing(string cookie)
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await host.SignedInAsync();
        Assert.Null(await host.Get<FindSession>().RunAsync(host.Here.Environment, cookie, Ct));
    }

    [Fact]
    public async Task One_session_is_ended_by_its_owner_and_its_tokens_are_revoked()
    {
        var ends = new RecordedSessionEnd();
        await using var host = await PeopleHost.StartAsync(db, services => services.AddSingleton<ISessionEnd>(ends));
        var user = await host.AddUserAsync();
        var one = await host.SignedInAsync();
        var other = await host.SignedInAsync();
        var end = host.Get<EndSession>();
        Assert.True(await end.RunAsync(host.Environment, user.Id, one.Id, Admin, Ct));
        Assert.False(await end.RunAsync(host.Environment, user.Id, one.Id, Admin, Ct));
        Assert.Null(await host.SessionAsync(one));
        Assert.NotNull(await host.SessionAsync(other));
        Assert.Equal([one.Id], ends.Ended);
        var revocations = host.Get<IDirectory>().Current.Environments[host.Environment].Revocations;
        Assert.Equal([one.Id.Value], revocations.Keys);
        Assert.Single(await host.AuditAsync("session.ended"));
    }

    [Fact]
    public async Task Nobody_ends_a_session_of_somebody_else()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var mallory = await host.AddUserAsync("mallory@example.com");
        var session = await host.SignedInAsync();
        Assert.False(await host.Get<EndSession>().RunAsync(host.Environment, mallory.Id, session.Id, Admin, Ct));
        Assert.NotNull(await host.SessionAsync(session));
    }

    [Fact]
    public async Task All_sessions_end_but_the_one_in_use()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        await host.AddUserAsync("other@example.com");
        var others = await host.SignedInAsync("other@example.com");
        var first = await host.SignedInAsync();
        await host.SignedInAsync();
        var mine = await host.SignedInAsync();
        Assert.Equal(2, await host.Get<EndAllSessions>().RunAsync(host.Environment, user.Id, mine.Id, Admin, Ct));
        Assert.Null(await host.SessionAsync(first));
        Assert.NotNull(await host.SessionAsync(mine));
        Assert.NotNull(await host.SessionAsync(others));
        Assert.Equal(1, await host.Get<EndAllSessions>().RunAsync(host.Environment, user.Id, null, Admin, Ct));
        Assert.Null(await host.SessionAsync(mine));
    }

    [Fact]
    public async Task A_list_shows_live_sessions_with_where_they_came_from()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var ended = await host.SignedInAsync();
        var live = await host.SignedInAsync(cookie: ended.Token.Text);
        var listed = Assert.Single(await host.Get<ListSessions>().RunAsync(host.Environment, user.Id, Ct));
        Assert.Equal(live.Id, listed.Id);
        Assert.Equal(PeopleHost.Origin.Address, listed.Address);
        Assert.Equal(PeopleHost.Origin.UserAgent, listed.UserAgent);
    }

    [Fact]
    public async Task Signing_in_again_replaces_the_session_and_signs_no_application_out()
    {
        var ends = new RecordedSessionEnd();
        await using var host = await PeopleHost.StartAsync(db, services => services.AddSingleton<ISessionEnd>(ends));
        await host.AddUserAsync();
        var before = await host.SignedInAsync();
        var after = await host.SignedInAsync(cookie: before.Token.Text);
        Assert.Null(await host.SessionAsync(before));
        Assert.NotNull(await host.SessionAsync(after));
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal([(before.Id, after.Id)], ends.CarriedOver);
        Assert.Empty(ends.Ended);
        await host.Get<IDirectory>().CatchUpAsync(Ct);
        Assert.Empty(host.Get<IDirectory>().Current.Environments[host.Environment].Revocations);
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_takes_over_nothing()
    {
        var ends = new RecordedSessionEnd();
        await using var host = await PeopleHost.StartAsync(db, services => services.AddSingleton<ISessionEnd>(ends));
        await host.AddUserAsync();
        await host.AddUserAsync("grace@example.com");
        var before = await host.SignedInAsync();
        await host.SignedInAsync("grace@example.com", cookie: before.Token.Text);
        Assert.Null(await host.SessionAsync(before));
        Assert.Equal([before.Id], ends.Ended);
        Assert.Empty(ends.CarriedOver);
        Assert.Equal([before.Id.Value], host.Get<IDirectory>().Current.Environments[host.Environment].Revocations.Keys);
    }

    [Fact]
    public async Task A_fault_while_grants_end_leaves_the_session_as_it_was()
    {
        var ends = new RecordedSessionEnd { Fails = true };
        await using var host = await PeopleHost.StartAsync(db, services => services.AddSingleton<ISessionEnd>(ends));
        var user = await host.AddUserAsync();
        var session = await host.SignedInAsync();
        await Assert.ThrowsAsync<TimeoutException>(
            () => host.Get<EndSession>().RunAsync(host.Environment, user.Id, session.Id, Admin, Ct));
        Assert.NotNull(await host.SessionAsync(session));
    }

    [Fact]
    public async Task Disabling_a_user_ends_everything_they_have_open()
    {
        var ends = new RecordedSessionEnd();
        await using var host = await PeopleHost.StartAsync(
            db, services => services.AddSingleton<ISessionEnd>(ends).AddSingleton<IUserEnd>(ends));
        var user = await host.AddUserAsync();
        var session = await host.SignedInAsync();
        Assert.IsType<Edit<User>.Done>(await host.Get<DisableUser>().RunAsync(host.Environment, user.Id, null, Admin, Ct));
        Assert.Null(await host.SessionAsync(session));
        Assert.Equal([session.Id], ends.Ended);
        Assert.Equal([(user.Id, null)], ends.EndedAll);
        Assert.Equal([user.Id], ends.Users);
        await host.Get<EnableUser>().RunAsync(host.Environment, user.Id, null, Admin, Ct);
        Assert.Null(await host.SessionAsync(session));
        await host.SignedInAsync();
    }

    [Fact]
    public async Task Sessions_whose_time_is_over_are_swept_and_others_are_not()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var session = await host.SignedInAsync();
        var upkeep = new SessionUpkeep(host.Database);
        await upkeep.RunAsync(host.Clock.GetUtcNow(), Ct);
        Assert.NotNull(await host.SessionAsync(session));
        Assert.True(await upkeep.RunAsync(host.Clock.GetUtcNow().AddDays(8), Ct) > 0);
        Assert.Null(await host.SessionAsync(session));
    }

    private sealed class RecordedSessionEnd : ISessionEnd, IUserEnd
    {
        public List<SessionId> Ended { get; } = [];

        public List<UserId> Users { get; } = [];

        public List<(UserId User, SessionId? Except)> EndedAll { get; } = [];

        public List<(SessionId From, SessionId To)> CarriedOver { get; } = [];

        public bool Fails { get; init; }

        public Task EndAsync(
            DirectoryWrite write, EnvironmentId environment, IReadOnlyList<SessionId> sessions, CancellationToken ct)
        {
            Ended.AddRange(sessions);
            return Fails ? throw new TimeoutException() : Task.CompletedTask;
        }

        public Task EndAllAsync(
            DirectoryWrite write, EnvironmentId environment, UserId user, SessionId? except, CancellationToken ct)
        {
            EndedAll.Add((user, except));
            return Task.CompletedTask;
        }

        public Task CarryOverAsync(
            DirectoryWrite write, EnvironmentId environment, SessionId before, SessionId after, CancellationToken ct)
        {
            CarriedOver.Add((before, after));
            return Task.CompletedTask;
        }

        public Task EndAsync(DirectoryWrite write, EnvironmentId environment, UserId user, CancellationToken ct)
        {
            Users.Add(user);
            return Task.CompletedTask;
        }
    }
}
