using Everlatch.Identity.Audit;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.Users;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.SignIn;

/// <summary>Between comparing a password and opening a session there is time in which everything may change.</summary>
public abstract class SignInRaceSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly AuditActor Admin = new("test", "");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_that_was_changed_meanwhile_opens_nothing()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var right = await CheckAsync(host);
        await UserStore.TouchAsync(host.Database, host.Environment, user.Id, host.Clock.GetUtcNow(), Ct);
        await PasswordStore.SetAsync(host.Database, host.Environment, user.Id, "another hash", host.Clock.GetUtcNow(), Ct);
        Assert.False(await FinishAsync(host, right));
    }

    [Fact]
    public async Task A_user_who_was_disabled_meanwhile_does_not_get_in()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var right = await CheckAsync(host);
        await host.Get<DisableUser>().RunAsync(host.Environment, user.Id, null, Admin, Ct);
        Assert.False(await FinishAsync(host, right));
    }

    [Fact]
    public async Task A_user_who_was_deleted_meanwhile_does_not_get_in()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var right = await CheckAsync(host);
        await host.Get<DeleteUser>().RunAsync(host.Environment, user.Id, null, Admin, Ct);
        Assert.False(await FinishAsync(host, right));
    }

    [Fact]
    public async Task Another_name_keeps_nobody_out()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var right = await CheckAsync(host);
        await host.Get<UpdateUser>().RunAsync(host.Environment, user.Id, new UserChange { Name = "Countess" }, null, Admin, Ct);
        Assert.True(await FinishAsync(host, right));
    }

    private static Task<(Attempt Attempt, CheckPassword.Outcome.Right Right)> CheckAsync(PeopleHost host)
    {
        var email = Core.EmailAddress.Trusted(PeopleHost.Email);
        return host.Get<CheckPassword>().RunAsync(
            host.Environment,
            email,
            PeopleHost.Password,
            PeopleHost.Origin,
            (attempt, outcome) => Task.FromResult((attempt, Assert.IsType<CheckPassword.Outcome.Right>(outcome))),
            Ct);
    }

    private static async Task<bool> FinishAsync(PeopleHost host, (Attempt Attempt, CheckPassword.Outcome.Right Right) compared) =>
        await host.Get<FinishSignIn>().RunAsync(
            host.Here.Environment, compared.Attempt, compared.Right, PeopleHost.Origin, null, Ct) is not null;
}
