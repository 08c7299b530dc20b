using Microsoft.Extensions.Options;

namespace Everlatch.Server.Health;

/// <summary>The first step of stopping: not ready, still accepting, so that balancers send new requests elsewhere.</summary>
internal sealed partial class Drain(IOptions<ServerOptions> options, TimeProvider clock, ILogger<Drain> logger)
    : IHostedLifecycleService
{
    private volatile bool draining;

    /// <summary>Whether the server has begun to stop.</summary>
    public bool IsDraining => draining;

    // The host calls this before it stops any service, and so before Kestrel stops listening.
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining = true;
        LogDraining(options.Value.DrainSeconds);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(options.Value.DrainSeconds), clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The time for stopping ran out: go on without the courtesy.
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1102, LogLevel.Information, "Stopping: no longer ready, accepting for another {Seconds} s")]
    private partial void LogDraining(int seconds);
}
