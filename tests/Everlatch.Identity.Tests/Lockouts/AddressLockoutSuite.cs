using Everlatch.Identity.Links;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.SignUp;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Lockouts;

/// <summary>Many people behind one network address, and one person who guesses from it.</summary>
public abstract class AddressLockoutSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_office_that_mistypes_all_day_is_never_locked_out()
    {
        const int People = 500;
        await using var host = await PeopleHost.StartAsync(db);
        for (var sent = 0; sent < People * 14; sent++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(5));
            var account = $"user{sent % People}@example.com";
            if (sent % 50 == 0)
            {
                Assert.Null(await GuessAsync(host, account, right: false));
            }

            Assert.Null(await GuessAsync(host, account, right: true));
        }
    }

    [Fact]
    public async Task Somebody_who_guesses_at_many_accounts_is_locked_out_for_longer_and_longer()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var (guesses, begin) = (0, host.Clock.GetUtcNow());
        var waits = new List<TimeSpan>();
        while (host.Clock.GetUtcNow() < begin.AddDays(1))
        {
            var wait = await GuessAsync(host, $"user{guesses}@example.com", right: false);
            guesses += wait is null ? 1 : 0;
            waits.AddRange(wait is { } told ? [told] : []);
            host.Clock.Advance(wait ?? TimeSpan.FromSeconds(1));
        }

        int[] minutes = [1, 2, 4, 8, 15, 15];
        Assert.Equal(minutes, waits.Take(6).Select(wait => (int)Math.Ceiling(wait.TotalMinutes)));
        Assert.InRange(guesses, 100, 210);
    }

    [Fact]
    public async Task Successes_neither_bring_nor_prolong_a_delay()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:AddressAttempts", "10"));
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await GuessAsync(host, $"user{i}@example.com", right: false));
        }

        var locked = await GuessAsync(host, "ada@example.com", right: true);
        Assert.Equal(TimeSpan.FromMinutes(1), locked);
        host.Clock.Advance(locked!.Value);
        for (var i = 0; i < 20; i++)
        {
            Assert.Null(await GuessAsync(host, "ada@example.com", right: true));
        }

        Assert.Null(await GuessAsync(host, "eve@example.com", right: false));
        Assert.Equal(TimeSpan.FromMinutes(2), await GuessAsync(host, "ada@example.com", right: true));
    }

    [Fact]
    public async Task Failures_are_forgotten_while_others_sign_in()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:AddressAttempts", "10"));
        for (var i = 0; i < 9; i++)
        {
            Assert.Null(await GuessAsync(host, $"user{i}@example.com", right: false));
        }

        for (var minute = 0; minute < 60; minute++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Null(await GuessAsync(host, "ada@example.com", right: true));
        }

        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await GuessAsync(host, $"user{i}@example.org", right: false));
        }

        Assert.NotNull(await GuessAsync(host, "ada@example.com", right: true));
    }

    [Fact]
    public async Task Attempts_in_flight_are_counted_and_a_success_lifts_only_the_delay_that_it_brought()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:AddressAttempts", "3"));
        var attempts = host.Get<Attempts>();
        var begun = Enumerable.Range(0, 3).Select(_ => new Attempt(host.Environment)).ToList();
        foreach (var (attempt, i) in begun.Select((attempt, i) => (attempt, i)))
        {
            Assert.Null(await attempts.ReserveAsync(attempt, $"user{i}@example.com", PeopleHost.Origin, Ct));
        }

        Assert.NotNull(await GuessAsync(host, "ada@example.com", right: true));
        await attempts.SucceededAsync(host.Database, begun[0], "user0@example.com", Ct);
        Assert.NotNull(await GuessAsync(host, "ada@example.com", right: true));
        await attempts.SucceededAsync(host.Database, begun[2], "user2@example.com", Ct);
        Assert.Null(await GuessAsync(host, "ada@example.com", right: false));
        Assert.Null(await GuessAsync(host, "ada@example.com", right: false));
        Assert.NotNull(await GuessAsync(host, "ada@example.com", right: true));
    }

    [Fact]
    public async Task Sign_ups_link_requests_and_passwords_count_for_themselves()
    {
        await using var host = await PeopleHost.StartAsync(
            db,
            ("Everlatch:Lockouts:AddressAttempts", "4"),
            ("Everlatch:Lockouts:SignUpsPerAddress", "4"),
            ("Everlatch:Lockouts:LinkRequestsPerAddress", "4"));
        for (var i = 0; i < 4; i++)
        {
            Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync($"user{i}@example.com"));
            Assert.IsType<SignUpWithPassword.Outcome.Sent>(await host.SignUpAsync($"user{i}@example.com"));
            Assert.IsType<LinkRequest.Accepted>(await ForgotAsync(host, $"user{i}@example.com"));
        }

        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync("last@example.com"));
        Assert.IsType<SignUpWithPassword.Outcome.LockedOut>(await host.SignUpAsync("last@example.com"));
        Assert.IsType<LinkRequest.TryLater>(await ForgotAsync(host, "last@example.com"));
    }

    private static Task<LinkRequest> ForgotAsync(PeopleHost host, string email) =>
        host.Get<RequestLink>().RunAsync(host.Here, email, PeopleHost.Origin, LinkPurpose.ResetPassword, Ct);

    // One guess as sign-in makes it, without the hash.
    private static async Task<TimeSpan?> GuessAsync(PeopleHost host, string account, bool right)
    {
        var attempts = host.Get<Attempts>();
        var attempt = new Attempt(host.Environment);
        var wait = await attempts.ReserveAsync(attempt, account, PeopleHost.Origin, Ct);
        if (wait is null && right)
        {
            await attempts.SucceededAsync(host.Database, attempt, account, Ct);
        }

        return wait;
    }
}
