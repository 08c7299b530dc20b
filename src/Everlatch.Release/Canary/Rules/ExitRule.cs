using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Canary.Rules;

/// <summary>A server that ends without being told to is a crash, if only the new release's do.</summary>
internal static class ExitRule
{
    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits)
    {
        var (canary, baseline) = (figures.Canary.Exits, figures.Baseline.Exits);
        if (canary > 0 || baseline > 0)
        {
            yield return new Finding(
                baseline > 0 ? Weight.Pauses : Weight.Fails,
                "exits",
                $"Processes ended without being told to: {canary} of the canary, {baseline} of the baseline.")
            {
                Canary = canary, Baseline = baseline,
            };
        }
    }
}
