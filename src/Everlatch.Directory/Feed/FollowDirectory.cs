using System.Diagnostics.Metrics;
using Everlatch.Storage;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Directory.Feed;

/// <summary>
/// Keeps this server's directory at most one poll behind the database, or as old as the database is unreachable.
/// </summary>
internal sealed partial class FollowDirectory(
    IDirectory directory, IDatabase database, IOptions<DirectoryOptions> options, TimeProvider clock,
    ILogger<FollowDirectory> logger)
    : PeriodicWork(TimeSpan.FromMilliseconds(options.Value.PollMilliseconds), clock, logger)
{
    private static readonly Meter Meter = new("Everlatch.Directory");
    private readonly TimeSpan poll = TimeSpan.FromMilliseconds(options.Value.PollMilliseconds);
    private readonly TimeSpan keep = TimeSpan.FromHours(options.Value.KeepChangesHours);
    private readonly ILogger logger = logger;
    private DateTimeOffset trimmedAt;
    private bool behind;

    protected override bool StartsAtOnce => true;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Meter.CreateObservableGauge(
            "everlatch.directory.age", AgeSeconds, "s", "Time since the directory was last known to be the newest");
        return base.StartAsync(cancellationToken);
    }

    // Woken by a change, where the engine can, and at the usual pace otherwise.
    protected override Task WaitAsync(CancellationToken ct) => database.Dialect.WaitForDirectoryChangeAsync(poll, ct);

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        try
        {
            await directory.CatchUpAsync(ct);
            await TrimAsync(ct);
            LogOnce(null);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Whatever went wrong, this server goes on with what it has; its age is on the health page and in the metrics.
            LogOnce(e);
        }
    }

    private async Task TrimAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        if (database.Standing.IsTop && now - trimmedAt > TimeSpan.FromHours(1))
        {
            await ChangeLog.TrimAsync(database, now, keep, ct);
            trimmedAt = now;
        }
    }

    private double AgeSeconds() => (Clock.GetUtcNow() - directory.Current.AsOf).TotalSeconds;

    private void LogOnce(Exception? fault)
    {
        if (fault is not null && !behind)
        {
            LogBehind(fault);
        }
        else if (fault is null && behind)
        {
            LogCaughtUp();
        }

        behind = fault is not null;
    }

    [LoggerMessage(2002, LogLevel.Error, "The directory cannot follow the database; serving what is in memory")]
    private partial void LogBehind(Exception e);

    [LoggerMessage(2003, LogLevel.Information, "The directory follows the database again")]
    private partial void LogCaughtUp();
}
