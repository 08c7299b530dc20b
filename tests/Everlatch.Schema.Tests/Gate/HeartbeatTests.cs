using System.Data.Common;
using Everlatch.Schema.Gate;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Everlatch.Schema.Tests.Gate;

/// <summary>Signs of life where nobody hears them.</summary>
public sealed class HeartbeatTests
{
    private readonly FakeTimeProvider clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_a_driver_throws_never_ends_it_and_the_host_with_it(bool isExpected)
    {
        var driver = new Driver(isExpected ? new IOException() : new ArgumentException("No such keyword."));
        var beats = await StartAsync(driver);
        while (driver.Opened < 3 && !beats.ExecuteTask!.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Ct);
        }

        Assert.False(beats.ExecuteTask!.IsCompleted, $"It ended: {beats.ExecuteTask.Exception}");
        await beats.StopAsync(Ct);
    }

    [Fact]
    public async Task Before_anybody_heard_of_it_it_tries_as_often_as_the_gate_looks()
    {
        var driver = new Driver(new IOException());
        var beats = await StartAsync(driver);

        // Nine seconds at most: the second beat is due after one, and would be after ten.
        for (var second = 0; second < 9 && driver.Opened < 2; second++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        await driver.OpenedTwice.WaitAsync(Ct);
        await beats.StopAsync(Ct);
    }

    private async Task<BackgroundService> StartAsync(DbProviderFactory driver)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(clock).AddSchemaGate(
            gate => gate.Database = new SchemaDatabase(SchemaEngine.Sqlite, driver, "")).BuildServiceProvider();
        var beats = services.GetServices<IHostedService>().OfType<Heartbeat>().Single();
        await beats.StartAsync(Ct);
        return beats;
    }

    private sealed class Driver(Exception fault) : DbProviderFactory
    {
        private readonly TaskCompletionSource twice = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int opened;

        public int Opened => Volatile.Read(ref opened);

        public Task OpenedTwice => twice.Task;

        public override DbConnection CreateConnection()
        {
            if (Interlocked.Increment(ref opened) == 2)
            {
                twice.TrySetResult();
            }

            throw fault;
        }
    }
}
