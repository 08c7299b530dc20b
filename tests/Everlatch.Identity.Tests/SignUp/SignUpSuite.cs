using Everlatch.Identity.Audit;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.SignUp;
using Everlatch.Identity.Users;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.SignUp;

public abstract class SignUpSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private const string Strangers = "a password of some stranger";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stranger_signs_up_proves_the_mailbox_and_signs_in()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var proof = await SentAsync(host);
        Assert.IsType<SignInWithPassword.Outcome.Unverified>(await host.SignInAsync());
        Assert.IsType<VerifyEmail.Outcome.Verified>(await VerifyAsync(host, await host.TokenAsync(), proof));
        await host.SignedInAsync();
        Assert.Single(await host.AuditAsync("email.verified"));
    }

    [Fact]
    public async Task The_mail_is_in_the_language_of_the_page()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await SentAsync(host);
        Assert.StartsWith("Bestätigen", (await host.MailsAsync())[0].Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_known_address_gets_the_same_answer_at_the_same_cost_and_another_mail()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync("known@example.com");
        var unknown = await AskAsync("unknown@example.com");
        var known = await AskAsync("known@example.com");
        Assert.Equal(unknown, known);
        Assert.Single(await host.MailsAsync("unknown@example.com"));
        Assert.Contains("bereits", Assert.Single(await host.MailsAsync("known@example.com")).Subject, StringComparison.Ordinal);

        async Task<(int Hashes, int Statements, int ProofLength)> AskAsync(string email)
        {
            host.Hashes.Take();
            host.Database.Sent.Clear();
            var proof = Assert.IsType<SignUpWithPassword.Outcome.Sent>(await host.SignUpAsync(email)).Proof;
            return (host.Hashes.Take(), host.Database.Sent.Count, proof.Length);
        }
    }

    [Theory]
    [InlineData("verified@example.com")]
    [InlineData("unverified@example.com")]
    [InlineData("disabled@example.com")]
    [InlineData("passwordless@example.com")]
    public async Task Every_kind_of_known_address_costs_what_an_unknown_one_does(string known)
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync("verified@example.com");
        await host.AddUserAsync("unverified@example.com", verified: false);
        await host.AddUserAsync("passwordless@example.com", password: null);
        var disabled = await host.AddUserAsync("disabled@example.com");
        await host.Get<DisableUser>().RunAsync(host.Environment, disabled.Id, null, new AuditActor("test", ""), Ct);
        Assert.Equal(await AskAsync("unknown@example.com"), await AskAsync(known));

        async Task<(int Hashes, int Statements, bool Writes)> AskAsync(string email)
        {
            host.Hashes.Take();
            host.Database.Sent.Clear();
            Assert.IsType<SignUpWithPassword.Outcome.Sent>(await host.SignUpAsync(email));
            return (host.Hashes.Take(), host.Database.Sent.Count, host.Database.Sent.Contains("audit.insert"));
        }
    }

    [Fact]
    public async Task Signing_up_again_does_not_touch_an_account()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var user = await host.AddUserAsync();
        await host.SignUpAsync(password: Strangers, name: "Mallory");
        await host.SignedInAsync();
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Strangers));
        Assert.Equal("Ada Lovelace", (await host.Get<FindUser>().RunAsync(host.Environment, user.Id, Ct))?.Name);
    }

    [Fact]
    public async Task A_strangers_password_does_not_survive_the_owners_proof()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await SentAsync(host, Strangers);
        var outcome = await VerifyAsync(host, await host.TokenAsync(), proof: null);
        var chosen = Assert.IsType<VerifyEmail.Outcome.ChoosePassword>(outcome);
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Strangers));
        var reset = host.Get<ResetPassword>();
        Assert.IsType<ResetPassword.Outcome.Changed>(
            await reset.RunAsync(host.Here, chosen.Token, PeopleHost.Password, PeopleHost.Origin, Ct));
        await host.SignedInAsync();
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Strangers));
    }

    [Fact]
    public async Task Who_signs_up_last_wins_and_an_earlier_proof_is_worth_nothing()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var strangers = await SentAsync(host, Strangers);
        var owners = await SentAsync(host);
        Assert.NotEqual(strangers, owners);
        Assert.IsType<VerifyEmail.Outcome.Verified>(await VerifyAsync(host, await host.TokenAsync(), owners));
        await host.SignedInAsync();
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Strangers));
    }

    [Fact]
    public async Task A_stranger_who_signs_up_between_mail_and_click_gains_nothing()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var owners = await SentAsync(host);
        var token = await host.TokenAsync();
        var strangers = await SentAsync(host, Strangers);
        Assert.NotEqual(owners, strangers);
        Assert.IsType<VerifyEmail.Outcome.ChoosePassword>(await VerifyAsync(host, token, owners));
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Strangers));
    }

    [Fact]
    public async Task Signing_in_unverified_gives_the_browser_its_proof_again()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await SentAsync(host);
        var unverified = Assert.IsType<SignInWithPassword.Outcome.Unverified>(await host.SignInAsync());
        Assert.IsType<VerifyEmail.Outcome.Verified>(await VerifyAsync(host, await host.TokenAsync(), unverified.Proof));
        await host.SignedInAsync();
    }

    [Fact]
    public async Task A_mail_scanner_that_follows_the_link_uses_nothing_up()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var proof = await SentAsync(host);
        var token = await host.TokenAsync();
        Assert.True(await host.Get<VerifyEmail>().IsLiveAsync(host.Environment, token, Ct));
        Assert.IsType<SignInWithPassword.Outcome.Unverified>(await host.SignInAsync());
        Assert.IsType<VerifyEmail.Outcome.Verified>(await VerifyAsync(host, token, proof));
        Assert.False(await host.Get<VerifyEmail>().IsLiveAsync(host.Environment, token, Ct));
        Assert.IsType<VerifyEmail.Outcome.Expired>(await VerifyAsync(host, token, proof));
    }

    [Fact]
    public async Task A_verification_link_dies_after_a_day_and_another_can_be_asked_for()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var proof = await SentAsync(host);
        var token = await host.TokenAsync();
        host.Clock.Advance(TimeSpan.FromHours(24));
        Assert.IsType<VerifyEmail.Outcome.Expired>(await VerifyAsync(host, token, proof));
        await host.Get<ResendVerification>().RunAsync(host.Here, PeopleHost.Email, PeopleHost.Origin, Ct);
        await host.FinishLaterWorkAsync();
        Assert.IsType<VerifyEmail.Outcome.Verified>(await VerifyAsync(host, await host.TokenAsync(), proof));
    }

    [Fact]
    public async Task A_verified_address_is_sent_no_further_verification()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await host.Get<ResendVerification>().RunAsync(host.Here, PeopleHost.Email, PeopleHost.Origin, Ct);
        await host.FinishLaterWorkAsync();
        Assert.Empty(await host.MailsAsync());
    }

    [Theory]
    [InlineData("no address", PeopleHost.Password, "Ada", "EL1203")]
    [InlineData(PeopleHost.Email, "password", "Ada", "EL1202")]
    [InlineData(PeopleHost.Email, "short", "Ada", "EL1201")]
    [InlineData(PeopleHost.Email, PeopleHost.Password, " ", "EL1204")]
    [InlineData(PeopleHost.Email, PeopleHost.Password, "A\0da", "EL1204")]
    public async Task What_cannot_be_is_told_whether_there_is_an_account_or_not(
        string email, string password, string name, string problem)
    {
        await using var host = await PeopleHost.StartAsync(db);
        await TellsAsync();
        await host.AddUserAsync();
        await TellsAsync();

        async Task TellsAsync() => Assert.Equal(
            problem, Assert.IsType<SignUpWithPassword.Outcome.Invalid>(await host.SignUpAsync(email, password, name)).Problem.Id);
    }

    [Fact]
    public async Task Parallel_sign_ups_with_one_address_make_one_user()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => host.SignUpAsync())));
        Assert.All(outcomes, outcome => Assert.IsType<SignUpWithPassword.Outcome.Sent>(outcome));
        var page = await host.Get<ListUsers>().RunAsync(host.Environment, null, 10, null, Ct);
        Assert.Single(page.Items);
    }

    [Fact]
    public async Task A_closed_environment_takes_nobody()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var settings = host.Here.Environment.Settings with { SignUpOpen = false };
        var closed = host.Here with { Environment = host.Here.Environment with { Settings = settings } };
        var form = new SignUpForm(PeopleHost.Email, PeopleHost.Password, "Ada", null);
        var outcome = await host.Get<SignUpWithPassword>().RunAsync(closed, form, PeopleHost.Origin, Ct);
        Assert.IsType<SignUpWithPassword.Outcome.Closed>(outcome);
    }

    [Fact]
    public async Task A_closed_environment_takes_whoever_was_invited_by_the_invited_address()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var settings = host.Here.Environment.Settings with { SignUpOpen = false };
        var closed = host.Here with { Environment = host.Here.Environment with { Settings = settings } };
        var form = new SignUpForm(PeopleHost.Email, PeopleHost.Password, "Ada", null)
        {
            Invited = Core.EmailAddress.Trusted(PeopleHost.Email),
        };
        var signUp = host.Get<SignUpWithPassword>();
        Assert.IsType<SignUpWithPassword.Outcome.Closed>(
            await signUp.RunAsync(closed, form with { Email = "eve@example.com" }, PeopleHost.Origin, Ct));
        Assert.IsType<SignUpWithPassword.Outcome.Sent>(await signUp.RunAsync(closed, form, PeopleHost.Origin, Ct));
    }

    [Fact]
    public async Task One_address_may_not_sign_up_without_end()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:SignUpsPerAddress", "3"));
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<SignUpWithPassword.Outcome.Sent>(await host.SignUpAsync($"user{i}@example.com"));
        }

        Assert.IsType<SignUpWithPassword.Outcome.LockedOut>(await host.SignUpAsync());
    }

    [Fact]
    public async Task One_address_may_not_have_passwords_judged_without_end()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:SignUpsPerAddress", "3"));
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<SignUpWithPassword.Outcome.Invalid>(await host.SignUpAsync(password: "password"));
        }

        Assert.IsType<SignUpWithPassword.Outcome.LockedOut>(await host.SignUpAsync(password: "password"));
    }

    [Fact]
    public async Task Who_chooses_weak_passwords_first_signs_up_with_a_strong_one()
    {
        await using var host = await PeopleHost.StartAsync(db);
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<SignUpWithPassword.Outcome.Invalid>(await host.SignUpAsync(password: "password"));
        }

        await SentAsync(host);
    }

    [Fact]
    public async Task No_password_is_judged_while_too_many_people_sign_in()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Hashing:QueueLimit", "1"));
        using (host.Get<PasswordHashing>().TryEnter())
        {
            Assert.IsType<SignUpWithPassword.Outcome.Busy>(await host.SignUpAsync(password: "password"));
        }

        Assert.IsType<SignUpWithPassword.Outcome.Invalid>(await host.SignUpAsync(password: "password"));
    }

    private static async Task<string> SentAsync(PeopleHost host, string password = PeopleHost.Password)
    {
        // Mails are listed by id, and ids of one millisecond have no order.
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        return Assert.IsType<SignUpWithPassword.Outcome.Sent>(await host.SignUpAsync(password: password)).Proof;
    }

    private static Task<VerifyEmail.Outcome> VerifyAsync(PeopleHost host, string token, string? proof) =>
        host.Get<VerifyEmail>().RunAsync(host.Here, token, proof, PeopleHost.Origin, Ct);
}
