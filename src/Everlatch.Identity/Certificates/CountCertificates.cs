using Everlatch.Storage;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Certificates;

/// <summary>Counts the certificates that end soon, for the operator's alarms.</summary>
internal sealed class CountCertificates(
    IDatabase database, CertificateMetrics metrics, TimeProvider clock, ILogger<CountCertificates> logger)
    : PeriodicWork(TimeSpan.FromMinutes(1), clock, logger)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    protected override async Task RunOnceAsync(CancellationToken ct) =>
        metrics.Ending = await CertificateStore.CountEndingAsync(database, Clock.GetUtcNow() + Soon, ct);
}
