namespace Everlatch.Hosting.Health;

/// <summary>The first step of stopping: not ready, still accepting, so that balancers send new requests elsewhere.</summary>
public sealed partial class Drain(DrainTimes times, TimeProvider clock, ILogger<Drain> logger) : IHostedLifecycleService
{
    private volatile bool draining;

    /// <summary>Whether the server has begun to stop.</summary>
    public bool IsDraining => draining;

    /// <summary>Begins it, and returns when the listeners may close.</summary>
    /// <remarks>The host calls this before it stops any service, and so before Kestrel stops listening.</remarks>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        draining = true;
        LogDraining(times.AcceptingSeconds);
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(times.AcceptingSeconds), clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The time for stopping ran out: go on without the courtesy.
        }
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1102, LogLevel.Information, "Stopping: no longer ready, accepting for another {Seconds} s")]
    private partial void LogDraining(int seconds);
}
