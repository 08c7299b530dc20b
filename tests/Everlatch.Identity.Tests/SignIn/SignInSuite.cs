using Everlatch.Identity.Audit;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.Users;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.SignIn;

public abstract class SignInSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private const string Wrong = "another password altogether";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_right_password_opens_a_session_and_is_noted()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var session = await host.SignedInAsync();
        var found = await host.SessionAsync(session);
        Assert.Equal(user.Id, found?.User);
        Assert.Equal(["pwd"], found!.Amr);
        Assert.True(found.EmailVerified);
        var noted = await host.Get<FindUser>().RunAsync(host.Environment, user.Id, Ct);
        Assert.Equal(host.Clock.GetUtcNow(), noted?.LastSignInAt);
        Assert.Single(await host.AuditAsync("signin.succeeded"));
    }

    [Theory]
    [InlineData("ADA@EXAMPLE.COM")]
    [InlineData("  ada@example.com ")]
    public async Task An_address_is_compared_as_a_mailbox(string typed)
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        Assert.IsType<SignInWithPassword.Outcome.SignedIn>(await host.SignInAsync(typed));
    }

    [Theory]
    [InlineData(PeopleHost.Email, Wrong)]
    [InlineData(PeopleHost.Email, "")]
    [InlineData("nobody@example.com", PeopleHost.Password)]
    [InlineData("disabled@example.com", PeopleHost.Password)]
    [InlineData("passwordless@example.com", PeopleHost.Password)]
    [InlineData("no address", PeopleHost.Password)]
    public async Task Every_refusal_reads_and_costs_the_same(string email, string password)
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await host.AddUserAsync("passwordless@example.com", password: null);
        var disabled = await host.AddUserAsync("disabled@example.com");
        await host.Get<DisableUser>().RunAsync(host.Environment, disabled.Id, null, new AuditActor("test", ""), Ct);
        host.Hashes.Take();
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(email, password));
        Assert.Equal(1, host.Hashes.Take());
        Assert.Equal("refused", Assert.Single(await host.AuditAsync("signin.failed")).Outcome);
    }

    [Theory]
    [InlineData(PeopleHost.Email)]
    [InlineData("unverified@example.com")]
    [InlineData("passwordless@example.com")]
    [InlineData("disabled@example.com")]
    public async Task A_wrong_password_and_an_unknown_account_send_the_same_statements(string known)
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await host.AddUserAsync("unverified@example.com", verified: false);
        await host.AddUserAsync("passwordless@example.com", password: null);
        var disabled = await host.AddUserAsync("disabled@example.com");
        await host.Get<DisableUser>().RunAsync(host.Environment, disabled.Id, null, new AuditActor("test", ""), Ct);

        // Up to the lockout and past it.
        for (var attempt = 0; attempt < 7; attempt++)
        {
            Assert.Equal(await StepsAsync("nobody@example.com"), await StepsAsync(known));
        }

        async Task<string[]> StepsAsync(string email)
        {
            host.Database.Sent.Clear();
            host.Hashes.Take();
            var outcome = await host.SignInAsync(email, Wrong);
            return [.. host.Database.Sent, $"{host.Hashes.Take()} hashes", outcome.GetType().Name];
        }
    }

    [Fact]
    public async Task An_unverified_address_is_told_only_to_who_knows_the_password()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync(verified: false);
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Wrong));
        Assert.Empty(await host.MailsAsync());
        Assert.IsType<SignInWithPassword.Outcome.Unverified>(await host.SignInAsync());
        Assert.Single(await host.MailsAsync());
    }

    [Fact]
    public async Task A_mailbox_is_not_filled_by_signing_in_again_and_again()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync(verified: false);
        for (var i = 0; i < 10; i++)
        {
            await host.SignInAsync();
        }

        Assert.Equal(5, (await host.MailsAsync()).Count);
    }

    [Fact]
    public async Task The_session_that_the_browser_had_before_ends()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var other = await host.SignedInAsync();
        var before = await host.SignedInAsync();
        var after = await host.SignedInAsync(cookie: before.Token.Text);
        Assert.NotEqual(before.Id, after.Id);
        Assert.NotEqual(before.Token.Text, after.Token.Text);
        Assert.Null(await host.SessionAsync(before));
        Assert.NotNull(await host.SessionAsync(after));
        Assert.NotNull(await host.SessionAsync(other));
    }

    [Fact]
    public async Task A_cookie_that_somebody_planted_is_never_taken_up()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var session = await host.SignedInAsync(cookie: "elk_planted");
        Assert.NotEqual("elk_planted", session.Token.Text);
        Assert.Null(await host.Get<FindSession>().RunAsync(host.Here.Environment, "elk_planted", Ct));
    }

    [Fact]
    public async Task A_password_hashed_with_old_parameters_is_hashed_again_once()
    {
        await using var before = await PeopleHost.StartAsync(db);
        await before.AddUserAsync();
        await using var after = await PeopleHost.StartAsync(db, ("Everlatch:Hashing:MemoryKib", "128"));
        var user = await after.AddUserAsync();
        var same = await before.Get<FindUser>().RunAsync(before.Environment, Address, Ct);
        var old = await Identity.Passwords.PasswordStore.FindAsync(before.Database, before.Environment, same!.Id, Ct);
        await Identity.Passwords.PasswordStore.SetAsync(after.Database, after.Environment, user.Id, old!, default, Ct);
        after.Hashes.Take();
        await after.SignedInAsync();
        Assert.Equal(2, after.Hashes.Take());
        await after.SignedInAsync();
        Assert.Equal(1, after.Hashes.Take());
    }

    [Fact]
    public async Task Whoever_is_not_admitted_costs_no_statement_and_no_attempt()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Hashing:QueueLimit", "1"));
        await host.AddUserAsync();
        using (host.Get<Identity.Passwords.PasswordHashing>().TryEnter())
        {
            host.Database.Sent.Clear();
            var busy = Assert.IsType<SignInWithPassword.Outcome.Busy>(await host.SignInAsync());
            Assert.True(busy.RetryAfter > TimeSpan.Zero);
            Assert.Empty(host.Database.Sent);
        }

        await host.SignedInAsync();
    }

    [Fact]
    public async Task A_password_of_another_environment_opens_nothing()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await using var other = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await other.AddUserAsync(password: "quite another pass phrase");
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await other.SignInAsync());
        var session = await host.SignedInAsync();
        Assert.Null(await other.SessionAsync(session));
    }

    private static Core.EmailAddress Address => Core.EmailAddress.Trusted(PeopleHost.Email);
}
