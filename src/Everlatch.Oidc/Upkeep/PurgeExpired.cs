using Everlatch.Directory.Tokens;
using Everlatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Oidc.Upkeep;

/// <summary>
/// Deletes what has expired, in batches that hold no lock for long. Several servers doing it at once is harmless.
/// </summary>
internal sealed partial class PurgeExpired(IDatabase database, TimeProvider clock, ILogger<PurgeExpired> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    // A code that is used again must be known while a token that it gave could live.
    private static readonly TimeSpan Keep = TokenLife.Max;

    /// <summary>Deletes everything that has expired by now; how many rows there were.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var (rows, before) = (0, clock.GetUtcNow() - Keep);
        foreach (var statement in ExpiredRows.All)
        {
            int deleted;
            do
            {
                deleted = await database.ExecuteAsync(statement, new { before, batch = Batch }, ct);
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
