using Everlatch.Identity.Links;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.SignUp;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Lockouts;

/// <summary>A store that fails between the count and what the attempt came to.</summary>
public abstract class GiveBackSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private const string Wrong = "another password altogether";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("users.find_for_sign_in")]
    [InlineData("sessions.insert")]
    [InlineData("storage.commit")]
    public async Task A_partial_outage_locks_nobody_out(string fails)
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:AddressAttempts", "8"));
        await host.AddUserAsync();
        host.Database.Fails = name => name == fails;
        await FaultsAsync(10, () => host.SignInAsync());
        host.Database.Fails = _ => false;
        await host.SignedInAsync();
        await FreeGuessesAsync(host, 5);
    }

    [Fact]
    public async Task An_attempt_is_given_back_later_when_the_store_refuses_that_too()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        host.Database.Fails = name => name is "sessions.insert" or "lockouts.give_back";
        await FaultsAsync(4, () => host.SignInAsync());
        host.Database.Fails = _ => false;
        await FreeGuessesAsync(host, 5);
    }

    [Fact]
    public async Task One_that_cannot_be_given_back_does_not_hold_up_the_others()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        host.Database.Fails = name => name is "sessions.insert" or "lockouts.give_back";
        await FaultsAsync(4, () => host.SignInAsync());
        var nth = 0;
        host.Database.Surprises = name => name == "lockouts.give_back" && ++nth <= 2;
        host.Database.Fails = _ => false;

        // Each attempt counts its address and its account; those of the first attempt stay counted.
        await FreeGuessesAsync(host, 4);
    }

    [Fact]
    public async Task A_guess_that_was_wrong_stays_counted_whatever_fails_afterwards()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        host.Database.Fails = name => name == "audit.insert";
        await FaultsAsync(5, () => host.SignInAsync(password: Wrong));
        host.Database.Fails = _ => false;
        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
    }

    [Fact]
    public async Task A_fault_gives_back_the_address_when_the_account_could_not_be_counted()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:AddressAttempts", "3"));
        await host.AddUserAsync();
        for (var i = 0; i < 5; i++)
        {
            var nth = 0;
            host.Database.Fails = name => name == "lockouts.reserve" && ++nth == 2;
            await FaultsAsync(1, () => host.SignInAsync());
        }

        host.Database.Fails = _ => false;
        await host.SignedInAsync();
    }

    [Fact]
    public async Task Sign_ups_and_link_requests_are_given_back_with_their_mails()
    {
        await using var host = await PeopleHost.StartAsync(
            db, ("Everlatch:Lockouts:SignUpsPerAddress", "3"), ("Everlatch:Lockouts:LinkRequestsPerAddress", "3"));
        host.Database.Fails = name => name == "users.insert";
        await FaultsAsync(6, () => host.SignUpAsync());
        for (var i = 0; i < 6; i++)
        {
            var nth = 0;
            host.Database.Fails = name => name == "lockouts.reserve" && ++nth == 2;
            await FaultsAsync(1, () => host.Get<RequestLink>().RunAsync(
                host.Here, PeopleHost.Email, PeopleHost.Origin, LinkPurpose.ResetPassword, Ct));
        }

        host.Database.Fails = _ => false;
        Assert.IsType<SignUpWithPassword.Outcome.Sent>(await host.SignUpAsync());
        Assert.NotEmpty(await host.MailsAsync());
        Assert.IsType<LinkRequest.Accepted>(await host.Get<RequestLink>().RunAsync(
            host.Here, PeopleHost.Email, PeopleHost.Origin, LinkPurpose.ResetPassword, Ct));
    }

    [Fact]
    public async Task What_is_forgotten_by_itself_is_not_given_back_from_a_later_failure()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        host.Database.Fails = name => name is "sessions.insert" or "lockouts.give_back";
        await FaultsAsync(1, () => host.SignInAsync());
        host.Clock.Advance(TimeSpan.FromDays(2));
        host.Database.Fails = name => name == "lockouts.give_back";
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Wrong));
        host.Database.Fails = _ => false;
        await FreeGuessesAsync(host, 4);
    }

    // As many guesses as are free, and not one more: nothing else is counted, and nothing was given back twice.
    private static async Task FreeGuessesAsync(PeopleHost host, int free)
    {
        for (var i = 0; i < free; i++)
        {
            Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Wrong));
        }

        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
    }

    private static async Task FaultsAsync<T>(int times, Func<Task<T>> act)
    {
        for (var i = 0; i < times; i++)
        {
            await Assert.ThrowsAsync<StoreFaultException>(act);
        }
    }
}
