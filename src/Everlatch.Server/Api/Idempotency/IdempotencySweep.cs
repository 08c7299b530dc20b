using Everlatch.Storage;

namespace Everlatch.Server.Api.Idempotency;

/// <summary>Deletes expired idempotency keys, once an hour.</summary>
internal sealed partial class IdempotencySweep(IdempotencyStore store, TimeProvider clock, ILogger<IdempotencySweep> logger)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await store.SweepAsync(clock.GetUtcNow(), stoppingToken);
            }
            catch (StoreFaultException e)
            {
                LogFault(e);
            }
        }
    }

    [LoggerMessage(1601, LogLevel.Warning, "Expired idempotency keys could not be deleted; the next hour tries again")]
    private partial void LogFault(Exception e);
}
