using Everlatch.Core;
using Everlatch.Edge.Regions;
using Everlatch.Storage.Background;

namespace Everlatch.Edge.Certificates;

/// <summary>
/// Keeps certificates in memory at what the routing directory says, whether clients come or not, and clears the disk of hosts
/// that have none any more.
/// </summary>
internal sealed partial class FollowCertificates(
    FetchedCertificates fetched, KeptCertificates kept, LiveRoutes routes, TimeProvider clock, ILogger<FollowCertificates> logger)
    : PeriodicWork(LookEvery, clock, logger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromHours(1);
    private readonly ILogger logger = logger;
    private readonly List<(HostName Host, HeldCertificate Certificate)> scratch = [];
    private DateTimeOffset nextSweep = clock.GetUtcNow() + SweepEvery;

    /// <inheritdoc />
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        await fetched.FollowAsync(scratch, ct);
        if (Clock.GetUtcNow() >= nextSweep)
        {
            nextSweep = Clock.GetUtcNow() + SweepEvery;
            Sweep();
        }
    }

    // Not before every region was heard of: a host may be one's that was never reached from here.
    private void Sweep()
    {
        if (routes.Regions.All(region => region.Current.Sequence is not null)
            && kept.Sweep(host => routes.Find(host.Value)?.Certificate is not null) is > 0 and var swept)
        {
            LogSwept(swept);
        }
    }

    [LoggerMessage(6405, LogLevel.Information, "{Count} certificates were removed from disk: their hosts have none any more")]
    private partial void LogSwept(int count);
}
