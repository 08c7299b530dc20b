using System.Security.Cryptography;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;

namespace Everlatch.Edge.Regions;

/// <summary>Keeps what an edge knows of a region at most one poll behind it, or as old as the region is unreachable.</summary>
internal sealed partial class FollowRegion(
    FollowedRegion region, RoutesOptions options, TimeProvider clock, ILogger<FollowRegion> logger)
    : PeriodicWork(TimeSpan.FromMilliseconds(options.PollMilliseconds), clock, logger)
{
    // As long as a whole directory may take; a poll that hangs this long is given up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private bool behind;

    /// <summary>Begins with what lies on disk: an edge that starts during an outage routes at once.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await region.StartAsync(cancellationToken);
        }
        catch (Exception e) when (e is RouteFormatException or IOException or UnauthorizedAccessException)
        {
            // What is kept is of no use: the region is asked for everything, as by an edge that is new.
            LogRefused(e, region.Name.Value);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override bool StartsAtOnce => true;

    // Edges that started together do not ask together for ever.
    protected override Task WaitAsync(CancellationToken ct)
    {
        var poll = options.PollMilliseconds;
        return Task.Delay(TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(poll * 3 / 4, poll * 5 / 4)), Clock, ct);
    }

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            await region.AskAsync(patience.Token);
            NoteAnswer();
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            // Whatever went wrong, this edge goes on with what it has; its age is in the metrics.
            NoteFault(e);
        }
    }

    private void NoteAnswer()
    {
        if (behind)
        {
            behind = false;
            LogCaughtUp(region.Name.Value);
        }
    }

    private void NoteFault(Exception e)
    {
        if (!behind)
        {
            behind = true;
            LogBehind(region.Name.Value, e.Message);
        }
    }

    [LoggerMessage(
        6301, LogLevel.Warning, "The routing directory of {Region} cannot be followed; going on with what is known: {Reason}")]
    private partial void LogBehind(string region, string reason);

    [LoggerMessage(6302, LogLevel.Information, "The routing directory of {Region} is followed again")]
    private partial void LogCaughtUp(string region);

    [LoggerMessage(6303, LogLevel.Error, "What this edge kept of the routing directory of {Region} is of no use")]
    private partial void LogRefused(Exception e, string region);
}
