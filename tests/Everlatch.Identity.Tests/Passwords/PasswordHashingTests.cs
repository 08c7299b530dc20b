using System.Diagnostics.Metrics;
using Everlatch.Identity.Passwords;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Tests.Passwords;

public sealed class PasswordHashingTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_is_told_from_another()
    {
        using var hashing = New(new HashingOptions { MemoryKib = 64 });
        using var turn = hashing.TryEnter()!;
        var stored = await turn.HashAsync(Parse("correct horse"), Ct);
        Assert.Equal(PasswordVerdict.Right, await turn.VerifyAsync(Parse("correct horse"), stored, Ct));
        Assert.Equal(PasswordVerdict.Wrong, await turn.VerifyAsync(Parse("correct horsf"), stored, Ct));
        Assert.Equal(PasswordVerdict.Wrong, await turn.VerifyAsync(Parse("correct horse"), null, Ct));
        Assert.Equal(PasswordVerdict.Wrong, await turn.VerifyAsync(null, stored, Ct));
    }

    [Fact]
    public async Task Nobody_has_the_password_that_stands_in_for_a_missing_one()
    {
        using var hashing = New(new HashingOptions { MemoryKib = 64 });
        using var turn = hashing.TryEnter()!;
        Assert.Equal(PasswordVerdict.Wrong, await turn.VerifyAsync(null, null, Ct));
        Assert.Equal(PasswordVerdict.Wrong, await turn.VerifyAsync(Parse("nobody has this password"), null, Ct));
    }

    [Fact]
    public async Task Other_parameters_are_noticed_and_still_understood()
    {
        using var before = New(new HashingOptions { MemoryKib = 64, Passes = 1 });
        using var after = New(new HashingOptions { MemoryKib = 64, Passes = 2 });
        using var first = before.TryEnter()!;
        using var second = after.TryEnter()!;
        var stored = await first.HashAsync(Parse("correct horse"), Ct);
        Assert.Equal(PasswordVerdict.RightButOutdated, await second.VerifyAsync(Parse("correct horse"), stored, Ct));
        Assert.Equal(PasswordVerdict.Wrong, await second.VerifyAsync(Parse("correct horsf"), stored, Ct));
    }

    [Fact]
    public void Only_so_many_are_admitted_and_who_leaves_makes_room()
    {
        using var hashing = New(new HashingOptions { MemoryKib = 64, QueueLimit = 2 });
        var first = hashing.TryEnter();
        using var second = hashing.TryEnter();
        Assert.NotNull(first);
        Assert.NotNull(second);
        Assert.Null(hashing.TryEnter());
        first.Dispose();
        first.Dispose();
        using var third = hashing.TryEnter();
        Assert.NotNull(third);
        Assert.Null(hashing.TryEnter());
    }

    [Fact]
    public async Task Who_hangs_up_before_their_turn_costs_no_hash()
    {
        using var threads = new HashingThreads(1);
        using var started = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var hungUp = new CancellationTokenSource();
        var first = threads.RunAsync(() => Block(started, release), Ct);
        started.Wait(Ct);
        var second = threads.RunAsync<bool>(() => throw new InvalidOperationException("It ran."), hungUp.Token);
        await hungUp.CancelAsync();
        release.Set();
        Assert.True(await first);
        await Assert.ThrowsAsync<TaskCanceledException>(() => second);
    }

    [Fact]
    public async Task A_failed_hash_is_its_callers_and_the_thread_goes_on()
    {
        using var threads = new HashingThreads(1);
        await Assert.ThrowsAsync<ArithmeticException>(() => threads.RunAsync<bool>(() => throw new ArithmeticException(), Ct));
        Assert.True(await threads.RunAsync(() => true, Ct));
    }

    private static bool Block(ManualResetEventSlim started, ManualResetEventSlim release)
    {
        started.Set();
        release.Wait();
        return true;
    }

    private static PasswordHashing New(HashingOptions options)
    {
        var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        return new PasswordHashing(Options.Create(options), TimeProvider.System, services.GetRequiredService<IMeterFactory>());
    }

    private static PlainTextPassword Parse(string text)
    {
        Assert.True(PlainTextPassword.TryParse(text, out var password));
        return password;
    }
}
