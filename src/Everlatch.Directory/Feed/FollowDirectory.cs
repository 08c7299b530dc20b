using System.Diagnostics.Metrics;
using Everlatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Directory.Feed;

/// <summary>
/// Keeps this server's directory at most one poll behind the database, or as old as the database is unreachable.
/// </summary>
internal sealed partial class FollowDirectory(
    IDirectory directory, IDatabase database, IOptions<DirectoryOptions> options, TimeProvider clock,
    ILogger<FollowDirectory> logger)
    : BackgroundService
{
    private static readonly Meter Meter = new("Everlatch.Directory");
    private readonly TimeSpan poll = TimeSpan.FromMilliseconds(options.Value.PollMilliseconds);
    private readonly TimeSpan keep = TimeSpan.FromHours(options.Value.KeepChangesHours);
    private DateTimeOffset trimmedAt;
    private bool behind;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Meter.CreateObservableGauge(
            "everlatch.directory.age", AgeSeconds, "s", "Time since the directory was last known to be the newest");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StepAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task StepAsync(CancellationToken ct)
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

        await database.Dialect.WaitForDirectoryChangeAsync(poll, ct);
    }

    private async Task TrimAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (now - trimmedAt > TimeSpan.FromHours(1))
        {
            await ChangeLog.TrimAsync(database, now, keep, ct);
            trimmedAt = now;
        }
    }

    private double AgeSeconds() => (clock.GetUtcNow() - directory.Current.AsOf).TotalSeconds;

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
