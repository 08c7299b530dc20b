using Everlatch.Identity.Audit;
using Everlatch.Identity.Links;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.Users;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Passwords;

public abstract class RecoverySuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private const string Next = "looms compute number rivers";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mailed_link_chooses_a_new_password_and_ends_every_session()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var session = await host.SignedInAsync();
        var token = await ForgotAsync(host);
        Assert.IsType<ResetPassword.Outcome.Changed>(await ResetAsync(host, token));
        Assert.Null(await host.SessionAsync(session));
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync());
        await host.SignedInAsync(password: Next);
        var revocations = host.Get<Everlatch.Directory.IDirectory>().Current.Environments[host.Environment].Revocations;
        Assert.True(revocations.ContainsKey(session.Id.Value));
        Assert.Contains(await host.MailsAsync(), mail => mail.Subject.Contains("changed", StringComparison.Ordinal));
        Assert.Single(await host.AuditAsync("password.reset"));
    }

    [Fact]
    public async Task Parallel_uses_of_one_link_have_exactly_one_winner()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var token = await ForgotAsync(host);
        var uses = Enumerable.Range(0, 8).Select(i => Task.Run(() => ResetAsync(host, token, $"{Next} {i}")));
        var outcomes = await Task.WhenAll(uses);
        Assert.Single(outcomes, outcome => outcome is ResetPassword.Outcome.Changed);
        Assert.Equal(7, outcomes.Count(outcome => outcome is ResetPassword.Outcome.Expired));
    }

    [Fact]
    public async Task A_refused_password_does_not_use_the_link_up()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var token = await ForgotAsync(host);
        Assert.IsType<ResetPassword.Outcome.Invalid>(await ResetAsync(host, token, "password"));
        Assert.IsType<ResetPassword.Outcome.Changed>(await ResetAsync(host, token));
    }

    [Fact]
    public async Task Looking_at_a_link_does_not_use_it_up()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var token = await ForgotAsync(host);
        var reset = host.Get<ResetPassword>();
        Assert.True(await reset.IsLiveAsync(host.Environment, token, Ct));
        Assert.True(await reset.IsLiveAsync(host.Environment, token, Ct));
        Assert.IsType<ResetPassword.Outcome.Changed>(await ResetAsync(host, token));
        Assert.False(await reset.IsLiveAsync(host.Environment, token, Ct));
    }

    [Fact]
    public async Task A_link_dies_after_an_hour()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var token = await ForgotAsync(host);
        host.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.IsType<ResetPassword.Outcome.Expired>(await ResetAsync(host, token));
    }

    [Fact]
    public async Task A_link_to_an_old_mailbox_is_dead()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        var token = await ForgotAsync(host);
        var change = new UserChange { Email = "countess@example.com", EmailVerified = true };
        await host.Get<UpdateUser>().RunAsync(host.Environment, user.Id, change, null, new AuditActor("test", ""), Ct);
        Assert.IsType<ResetPassword.Outcome.Expired>(await ResetAsync(host, token));
    }

    [Fact]
    public async Task A_link_of_another_environment_or_purpose_is_none()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await using var other = await PeopleHost.StartAsync(db);
        await host.AddUserAsync(verified: false);
        await host.SignInAsync();
        var verification = await host.TokenAsync();
        Assert.IsType<ResetPassword.Outcome.Expired>(await ResetAsync(host, verification));
        var token = await ForgotAsync(host);
        Assert.IsType<ResetPassword.Outcome.Expired>(await ResetAsync(other, token));
        Assert.IsType<ResetPassword.Outcome.Changed>(await ResetAsync(host, token));
    }

    [Fact]
    public async Task A_reset_proves_the_mailbox_and_lifts_the_lockout()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync(verified: false);
        for (var i = 0; i < 5; i++)
        {
            await host.SignInAsync(password: "another password altogether");
        }

        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
        await ResetAsync(host, await ForgotAsync(host));
        await host.SignedInAsync(password: Next);
    }

    [Theory]
    [InlineData("ada@example.com", 1)]
    [InlineData("nobody@example.com", 0)]
    [InlineData("disabled@example.com", 0)]
    public async Task The_answer_never_says_whether_there_is_an_account(string email, int mails)
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        var disabled = await host.AddUserAsync("disabled@example.com");
        await host.Get<DisableUser>().RunAsync(host.Environment, disabled.Id, null, new AuditActor("test", ""), Ct);
        Assert.IsType<LinkRequest.Accepted>(await AskAsync(host, email));
        await host.FinishLaterWorkAsync();
        Assert.Equal(mails, (await host.MailsAsync(email)).Count);
    }

    [Theory]
    [InlineData(PeopleHost.Email)]
    [InlineData("unverified@example.com")]
    [InlineData("passwordless@example.com")]
    [InlineData("disabled@example.com")]
    public async Task What_is_done_before_the_answer_is_the_same_for_every_address(string known)
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await host.AddUserAsync("unverified@example.com", verified: false);
        await host.AddUserAsync("passwordless@example.com", password: null);
        var disabled = await host.AddUserAsync("disabled@example.com");
        await host.Get<DisableUser>().RunAsync(host.Environment, disabled.Id, null, new AuditActor("test", ""), Ct);
        await host.FinishLaterWorkAsync();
        Assert.Equal(await StatementsAsync("nobody@example.com"), await StatementsAsync(known));

        async Task<string[]> StatementsAsync(string email)
        {
            host.Database.Sent.Clear();
            await AskAsync(host, email);
            return [.. host.Database.Sent];
        }
    }

    [Fact]
    public async Task A_mailbox_gets_only_so_many_links()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        for (var i = 0; i < 9; i++)
        {
            Assert.IsType<LinkRequest.Accepted>(await AskAsync(host, PeopleHost.Email));
        }

        await host.FinishLaterWorkAsync();
        Assert.Equal(5, (await host.MailsAsync()).Count);
    }

    [Fact]
    public async Task The_link_names_the_host_where_it_was_asked_for()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await ForgotAsync(host);
        var mail = (await host.MailsAsync())[0];
        Assert.Contains("https://login.example.com/password/reset?token=ell_", mail.Text, StringComparison.Ordinal);
    }

    private static Task<LinkRequest> AskAsync(PeopleHost host, string email) =>
        host.Get<ForgotPassword>().RunAsync(host.Here, email, PeopleHost.Origin, Ct);

    private static async Task<string> ForgotAsync(PeopleHost host)
    {
        // Mails are listed by id, and ids of one millisecond have no order.
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<LinkRequest.Accepted>(await AskAsync(host, PeopleHost.Email));
        await host.FinishLaterWorkAsync();
        return await host.TokenAsync();
    }

    private static Task<ResetPassword.Outcome> ResetAsync(PeopleHost host, string token, string password = Next) =>
        host.Get<ResetPassword>().RunAsync(host.Here, token, password, PeopleHost.Origin, Ct);
}
