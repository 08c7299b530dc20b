using Everlatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Oidc.Upkeep;

/// <summary>
/// Deletes what has expired, in batches that hold no lock for long. Several servers doing it at once is harmless.
/// </summary>
internal sealed partial class PurgeExpired(IDatabase database, TimeProvider clock, ILogger<PurgeExpired> logger)
    : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>Deletes everything that has expired by now; how many rows there were.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var rows = 0;
        foreach (var (delete, keep) in ExpiredRows.All)
        {
            int deleted;
            var before = clock.GetUtcNow() - keep;
            do
            {
                deleted = await database.ExecuteAsync(delete, new { before, batch = Batch }, ct);
                rows += deleted;
            }
            while (deleted == Batch);
        }

        return rows;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (StoreFaultException e)
            {
                LogFault(e);
            }
        }
    }

    [LoggerMessage(4901, LogLevel.Warning, "Expired grants and codes could not be deleted; the next round tries again")]
    private partial void LogFault(Exception e);
}
