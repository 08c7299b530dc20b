using Everlatch.Core;

namespace Everlatch.Release.Pipeline.Policies;

/// <summary>How releases reach traffic: one small file in the repository, read and checked.</summary>
/// <remarks>What has a default can be set: the reader without reflection would leave it empty otherwise.</remarks>
public sealed record ReleasePolicy
{
    /// <summary>The nodes of each region, by the region's name.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Regions { get; init; }

    /// <summary>Which regions get a release together, one set after the other.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Waves { get; init; }

    /// <summary>The shares of a canary in per cent, ever more, the last one 100. Default 5, 25, 50, 100.</summary>
    public IReadOnlyList<int> Shares { get; set; } = [5, 25, 50, 100];

    /// <summary>Seconds that each share but the last is watched at least. Default 60.</summary>
    public int HoldSeconds { get; set; } = 60;

    /// <summary>
    /// Seconds that all traffic of a region is watched before its release settles and the next wave begins. Default 600.
    /// </summary>
    public int BakeSeconds { get; set; } = 600;

    /// <summary>Seconds that a slot has to be ready after its start. Default 60.</summary>
    public int StartSeconds { get; set; } = 60;

    /// <summary>Servers in a slot. Default 1.</summary>
    public int Servers { get; set; } = 1;

    /// <summary>Who says whether a release may have more traffic: <c>canary</c> (the default) or <c>health</c>.</summary>
    public CanaryJudge Judge { get; set; } = CanaryJudge.Canary;

    /// <summary>Seconds that a judge who cannot say yet is waited for beyond that time. Default 600.</summary>
    public int PauseSeconds { get; set; } = 600;

    /// <summary>What becomes of the other regions when one does not answer: <c>stop</c> (the default) or <c>go_on</c>.</summary>
    public WhenUnreachable Unreachable { get; set; } = WhenUnreachable.Stop;

    /// <summary>
    /// Which regions go back when one does: <c>all</c> (the default) that this release reached, or that <c>region</c> alone.
    /// </summary>
    public GoBackIn GoBack { get; set; } = GoBackIn.All;

    /// <summary>The regions in the order of their waves.</summary>
    public IEnumerable<string> Ordered => Waves.SelectMany(wave => wave);

    /// <summary>Whether it names a region.</summary>
    public bool Has(Region region) => Regions.ContainsKey(region.Value);
}
