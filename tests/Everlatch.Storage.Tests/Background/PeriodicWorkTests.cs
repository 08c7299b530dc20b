using Everlatch.Storage.Background;
using Everlatch.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Everlatch.Storage.Tests.Background;

public sealed class PeriodicWorkTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_comes_again_and_again()
    {
        using var work = await Work.StartAsync(_ => Task.CompletedTask);
        await work.ReachAsync(3);
        await work.StopAsync(Ct);
    }

    public static TheoryData<Exception> Surprises =>
    [
        new InvalidOperationException("a bug"),
        new ConstraintException("testing.statement", new IOException()),
        new StoreFaultException("testing.statement", new IOException()),

        // A time-out of its own, while nobody stops the server.
        new OperationCanceledException(),
    ];

    [Theory]
    [MemberData(nameof(Surprises), DisableDiscoveryEnumeration = true)]
    public async Task Nothing_that_a_round_throws_ends_the_work(Exception surprise)
    {
        using var work = await Work.StartAsync(round => round <= 3 ? throw surprise : Task.CompletedTask);
        await work.ReachAsync(6);
        Assert.False(work.ExecuteTask!.IsCompleted);
        await work.StopAsync(Ct);
        Assert.True(work.ExecuteTask.IsCompletedSuccessfully);
    }

    [Theory]
    [MemberData(nameof(Surprises), DisableDiscoveryEnumeration = true)]
    public async Task Nothing_that_its_wait_throws_ends_the_work(Exception surprise)
    {
        using var work = await Work.StartAsync(_ => Task.CompletedTask, () => throw surprise);
        await work.ReachAsync(3);
        await work.StopAsync(Ct);
    }

    [Fact]
    public async Task A_host_outlives_the_failures_of_its_work()
    {
        var clock = new TestClock();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddHostedService(_ => new Work(clock, (_, _) => throw new InvalidOperationException("a bug"), null));
        using var host = builder.Build();
        await host.StartAsync(Ct);
        var work = Assert.IsType<Work>(Assert.Single(host.Services.GetServices<IHostedService>()));
        await work.ReachAsync(5);
        Assert.False(host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested);
        await host.StopAsync(Ct);
    }

    [Fact]
    public async Task A_round_that_is_cut_off_by_the_stop_is_no_failure()
    {
        using var work = await Work.StartAsync((_, ct) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ct));
        await work.ReachAsync(1);
        await work.StopAsync(Ct);
        Assert.True(work.ExecuteTask!.IsCompletedSuccessfully);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(6, 32)]
    [InlineData(7, 60)]
    [InlineData(int.MaxValue, 60)]
    public void Failures_make_it_rarer_up_to_a_bound(int failures, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), PeriodicWork.PauseAfter(failures));

    private sealed class Work(TestClock clock, Func<int, CancellationToken, Task> round, Action? wait)
        : PeriodicWork(Minute, clock, NullLogger.Instance)
    {
        private int rounds;

        public new TestClock Clock { get; } = clock;

        public static Task<Work> StartAsync(Func<int, Task> round, Action? wait = null) =>
            StartAsync((number, _) => round(number), wait);

        public static async Task<Work> StartAsync(Func<int, CancellationToken, Task> round, Action? wait = null)
        {
            var work = new Work(new TestClock(), round, wait);
            await work.StartAsync(Ct);
            return work;
        }

        /// <summary>Turns the clock until so many rounds have begun.</summary>
        public async Task ReachAsync(int number)
        {
            while (Volatile.Read(ref rounds) < number)
            {
                Clock.Advance(Minute);
                await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Ct);
            }
        }

        protected override Task WaitAsync(CancellationToken ct)
        {
            wait?.Invoke();
            return base.WaitAsync(ct);
        }

        protected override Task RunOnceAsync(CancellationToken ct) => round(Interlocked.Increment(ref rounds), ct);
    }
}
