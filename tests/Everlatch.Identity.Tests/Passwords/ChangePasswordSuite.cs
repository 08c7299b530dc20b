using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignIn;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Passwords;

public abstract class ChangePasswordSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private const string Next = "looms compute number rivers";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_current_password_buys_a_new_one_and_ends_other_sessions()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var other = await host.SignedInAsync();
        var mine = await host.SignedInAsync();
        Assert.IsType<ChangePassword.Outcome.Changed>(await ChangeAsync(host, mine, PeopleHost.Password));
        Assert.NotNull(await host.SessionAsync(mine));
        Assert.Null(await host.SessionAsync(other));
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync());
        await host.SignedInAsync(password: Next);
        Assert.Single(await host.AuditAsync("password.changed"));
    }

    [Fact]
    public async Task Another_password_buys_nothing_and_counts_as_a_guess()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var mine = await host.SignedInAsync();
        for (var i = 0; i < 5; i++)
        {
            Assert.IsType<ChangePassword.Outcome.WrongPassword>(await ChangeAsync(host, mine, "another password altogether"));
        }

        Assert.IsType<ChangePassword.Outcome.LockedOut>(await ChangeAsync(host, mine, PeopleHost.Password));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.IsType<ChangePassword.Outcome.Changed>(await ChangeAsync(host, mine, PeopleHost.Password));
    }

    [Fact]
    public async Task A_weak_new_password_changes_nothing()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var mine = await host.SignedInAsync();
        Assert.IsType<ChangePassword.Outcome.Invalid>(await ChangeAsync(host, mine, PeopleHost.Password, "ada.lovelace"));
        await host.SignedInAsync();
    }

    private static async Task<ChangePassword.Outcome> ChangeAsync(
        PeopleHost host, NewSession session, string current, string next = Next)
    {
        var mine = await host.SessionAsync(session);
        return await host.Get<ChangePassword>().RunAsync(host.Here, mine!, current, next, PeopleHost.Origin, Ct);
    }
}
