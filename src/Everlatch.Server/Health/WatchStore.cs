using System.Diagnostics.Metrics;
using Everlatch.Storage;
using Everlatch.Storage.Background;

namespace Everlatch.Server.Health;

/// <summary>Watches which of the region's databases answers, and tells the operator of each change.</summary>
internal sealed partial class WatchStore(
    IDatabase database, RungInForce rung, IMeterFactory meters, TimeProvider clock, ILogger<WatchStore> logger)
    : PeriodicWork(TimeSpan.FromHours(1), clock, logger)
{
    private readonly IWatchedDatabase? watched = database as IWatchedDatabase;
    private readonly ILogger logger = logger;

    protected override bool StartsAtOnce => true;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create("Everlatch.Storage").CreateObservableGauge(
            "everlatch.rung",
            () => (int)rung.Current,
            description: "What of the database answers: 0 the primary, 1 a standby, 2 nothing.");
        if (watched is not null)
        {
            watched.StandingChanged += Tell;
        }

        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (watched is not null)
        {
            watched.StandingChanged -= Tell;
        }
    }

    protected override Task WaitAsync(CancellationToken ct) => watched?.WaitAsync(ct) ?? base.WaitAsync(ct);

    protected override Task RunOnceAsync(CancellationToken ct) => watched?.LookAsync(ct) ?? Task.CompletedTask;

    private void Tell(StoreStanding standing)
    {
        switch (standing.Rung)
        {
            case StoreRung.Primary:
                LogPrimary();
                break;
            case StoreRung.Standby:
                LogStandby();
                break;
            default:
                LogCopy();
                break;
        }
    }

    [LoggerMessage(1103, LogLevel.Information, "The primary database answers: this server does everything again")]
    private partial void LogPrimary();

    [LoggerMessage(1104, LogLevel.Error, "No database takes writes; reads are answered as of some moment")]
    private partial void LogStandby();

    [LoggerMessage(1105, LogLevel.Error, "No database answers: this server goes on with what it has in memory")]
    private partial void LogCopy();
}
