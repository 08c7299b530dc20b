namespace Everlatch.Release.Pipeline;

/// <summary>Watches a release that has a share of the traffic.</summary>
internal interface IWatchCanary
{
    /// <summary>Watches for as long as it is told, and longer while there is too little to judge by.</summary>
    Task<StepOutcome> RunAsync(RegionRun run, string slot, int share, TimeSpan hold, CancellationToken ct);
}
