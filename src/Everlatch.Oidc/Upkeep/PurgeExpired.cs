using Everlatch.Storage;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;

namespace Everlatch.Oidc.Upkeep;

/// <summary>
/// Deletes what has expired, in batches that hold no lock for long. Several servers doing it at once is harmless.
/// </summary>
internal sealed class PurgeExpired(IDatabase database, TimeProvider clock, ILogger<PurgeExpired> logger)
    : PeriodicWork(TimeSpan.FromMinutes(10), clock, logger)
{
    private const int Batch = 500;

    /// <summary>Deletes everything that has expired by now; how many rows there were.</summary>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var rows = 0;
        foreach (var (delete, keep) in ExpiredRows.All)
        {
            int deleted;
            var before = Clock.GetUtcNow() - keep;
            do
            {
                deleted = await database.ExecuteAsync(delete, new { before, batch = Batch }, ct);
                rows += deleted;
            }
            while (deleted == Batch);
        }

        return rows;
    }

    protected override Task RunOnceAsync(CancellationToken ct) => RunAsync(ct);
}
