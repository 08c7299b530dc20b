using CsCheck;
using Everlatch.Core.Ids;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.SignIn;
using Everlatch.Testing;

namespace Everlatch.Identity.Tests.Lockouts;

public abstract class LockoutSuite<TEngine>(TestDatabase<TEngine> db) : IClassFixture<TestDatabase<TEngine>>
    where TEngine : ITestEngine
{
    private const string Wrong = "another password altogether";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parallel_guesses_cannot_pass_the_counter()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        host.Hashes.Take();
        var guesses = Enumerable.Range(0, 40).Select(i => Task.Run(() => host.SignInAsync(password: $"{Wrong} {i}")));
        var outcomes = await Task.WhenAll(guesses);
        Assert.Equal(5, outcomes.Count(outcome => outcome is SignInWithPassword.Outcome.Refused));
        Assert.Equal(35, outcomes.Count(outcome => outcome is SignInWithPassword.Outcome.LockedOut));
        Assert.Equal(5, host.Hashes.Take());
    }

    [Fact]
    public async Task A_locked_account_refuses_even_the_right_password_and_takes_it_later()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await FailAsync(host, 5);
        var locked = Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
        Assert.Equal(TimeSpan.FromMinutes(1), locked.RetryAfter);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.SignedInAsync();
    }

    [Fact]
    public async Task The_delay_doubles_up_to_a_bound()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await FailAsync(host, 5);
        foreach (var minutes in new[] { 1, 2, 4, 8, 15, 15 })
        {
            var locked = Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
            Assert.Equal(TimeSpan.FromMinutes(minutes), locked.RetryAfter);
            host.Clock.Advance(locked.RetryAfter);
            Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Wrong));
        }
    }

    [Fact]
    public async Task A_success_clears_the_account()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await host.AddUserAsync();
        await FailAsync(host, 4);
        await host.SignedInAsync();
        await FailAsync(host, 4);
        await host.SignedInAsync();
    }

    [Fact]
    public async Task An_account_that_does_not_exist_is_locked_like_one_that_does()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await FailAsync(host, 5);
        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
    }

    [Fact]
    public async Task One_address_that_tries_many_accounts_is_locked_and_others_are_not()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:AddressAttempts", "10"));
        await host.AddUserAsync();
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync($"user{i}@example.com"));
        }

        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
        var elsewhere = PeopleHost.Origin with { Address = "192.0.2.8" };
        Assert.IsType<SignInWithPassword.Outcome.SignedIn>(await host.SignInAsync(origin: elsewhere));
    }

    [Fact]
    public async Task A_success_takes_back_its_own_attempt_from_the_address_and_no_other()
    {
        await using var host = await PeopleHost.StartAsync(db, ("Everlatch:Lockouts:AddressAttempts", "10"));
        await host.AddUserAsync();
        for (var i = 0; i < 9; i++)
        {
            await host.SignInAsync($"user{i}@example.com");
        }

        for (var i = 0; i < 20; i++)
        {
            await host.SignedInAsync();
        }

        await host.SignInAsync("last@example.com");
        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
    }

    [Fact]
    public async Task Failures_are_forgotten_in_a_day()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await FailAsync(host, 4);
        host.Clock.Advance(TimeSpan.FromHours(25));
        await FailAsync(host, 4);
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Wrong));
    }

    [Fact]
    public async Task Another_environment_counts_for_itself()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await using var other = await PeopleHost.StartAsync(db);
        await FailAsync(host, 5);
        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await other.SignInAsync(password: Wrong));
    }

    [Fact]
    public async Task The_statement_delays_as_the_rule_says()
    {
        await using var host = await PeopleHost.StartAsync(db);
        var store = host.Get<LockoutStore>();
        await Gen.Select(Gen.Int[2, 6], Gen.Int[1, 100], Gen.Int[100, 5000]).SampleAsync(
            async (free, first, longest) =>
            {
                var rule = new LockoutRule(
                    "test", free, TimeSpan.FromSeconds(first), TimeSpan.FromSeconds(longest), TimeSpan.FromDays(30));
                var subject = Id.NewText("sub", TimeProvider.System);
                for (var failures = 1; failures < free + 8; failures++)
                {
                    Assert.Null(await store.ReserveAsync(new Attempt(host.Environment), rule, subject, Ct));
                    var expected = rule.DelayAfter(failures);
                    if (expected > TimeSpan.Zero)
                    {
                        Assert.Equal(expected, await store.ReserveAsync(new Attempt(host.Environment), rule, subject, Ct));
                        host.Clock.Advance(expected);
                    }
                }
            },
            iter: 8,
            threads: 1);
    }

    [Fact]
    public async Task Forgotten_failures_are_swept_and_fresh_ones_are_not()
    {
        await using var host = await PeopleHost.StartAsync(db);
        await FailAsync(host, 4);
        var upkeep = new LockoutUpkeep(host.Get<LockoutStore>(), host.Get<GiveBack>());
        await upkeep.RunAsync(host.Clock.GetUtcNow().AddHours(19), Ct);
        await FailAsync(host, 1);
        Assert.IsType<SignInWithPassword.Outcome.LockedOut>(await host.SignInAsync());
        Assert.True(await upkeep.RunAsync(host.Clock.GetUtcNow().AddHours(25), Ct) > 0);
        Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync());
    }

    private static async Task FailAsync(PeopleHost host, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.IsType<SignInWithPassword.Outcome.Refused>(await host.SignInAsync(password: Wrong));
        }
    }
}
