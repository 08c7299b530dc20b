namespace Everlatch.Release.Pipeline.Reports;

/// <summary>What a run came to.</summary>
/// <param name="Release">The version.</param>
/// <param name="Digest">The release's digest.</param>
/// <param name="Regions">Its regions, in the order of the waves.</param>
public sealed record RunReport(string Release, string Digest, IReadOnlyList<RegionReport> Regions)
{
    private const int Failed = 1;
    private const int Refused = 3;

    /// <summary>0 when every region has settled, 3 when a gate refused, else 1.</summary>
    public int ExitCode =>
        Regions.All(region => region.Outcome == RegionOutcome.Settled) ? 0
        : Regions.Any(region => region.Outcome == RegionOutcome.Refused) ? Refused
        : Failed;
}
