using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Canary.Rules;

/// <summary>Too little seen is no good sign, and nothing seen least of all.</summary>
internal static class SampleRule
{
    private const string Name = "samples";

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits) =>
    [
        Enough(
            $"runs of the rarest of {Names(figures).Length} probes",
            Rarest(figures, figures.Canary),
            Rarest(figures, figures.Baseline),
            limits.MinRuns),
        Enough(
            "requests", figures.Traffic.Sum(turn => turn.Canary.Requests), figures.Traffic.Sum(turn => turn.Baseline.Requests),
            limits.MinRequests),
    ];

    private static Finding Enough(string what, long canary, long baseline, int least) => new(
        canary < least || baseline < least ? Weight.Pauses : Weight.Remark,
        Name,
        $"{what}: {canary} at the canary, {baseline} at the baseline; {least} are enough.")
    {
        Canary = canary, Baseline = baseline,
    };

    // What one of the two was never asked counts as not seen.
    private static string[] Names(CanaryFigures figures) =>
    [
        .. figures.Canary.Probes.Concat(figures.Baseline.Probes)
            .Where(result => !result.IsRare)
            .Select(result => result.Probe)
            .Distinct(),
    ];

    private static long Rarest(CanaryFigures figures, SlotWindow window) =>
        Names(figures).Select(name => window.Probes.LongCount(result => result.Probe == name)).DefaultIfEmpty(0).Min();
}
