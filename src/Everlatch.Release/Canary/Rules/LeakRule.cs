using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Canary.Statistics;

namespace Everlatch.Release.Canary.Rules;

/// <summary>
/// What only grows: memory, threads, open files. Both began at the same time and have the same share, so that what warms up
/// does at both; the canary's growth counts as far as it goes beyond the baseline's.
/// </summary>
internal static class LeakRule
{
    private const string Name = "leaks";
    private const int FewSamples = 20;
    private const double Mebibyte = 1024 * 1024;

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits)
    {
        var (canary, baseline) = (figures.Canary.Resources, figures.Baseline.Resources);
        if (canary.Count < FewSamples || baseline.Count < FewSamples)
        {
            return
            [
                new Finding(
                    Weight.Pauses,
                    Name,
                    $"Of the processes there are {canary.Count} and {baseline.Count} samples; {FewSamples} are enough."),
            ];
        }

        var bytes = Math.Max(limits.LeakMebibytes * Mebibyte, baseline[^1].ResidentBytes * limits.LeakPercent / 100);
        Finding?[] all =
        [
            Judge(figures, limits, "mebibytes of memory", sample => sample.ResidentBytes / Mebibyte, bytes / Mebibyte),
            Judge(figures, limits, "threads", sample => sample.Threads, limits.LeakHandles),
            Judge(figures, limits, "open files", sample => sample.Handles, limits.LeakHandles),
        ];
        return all.OfType<Finding>();
    }

    private static Finding? Judge(
        CanaryFigures figures, CanaryLimits limits, string what, Func<ResourceSample, double> value, double most)
    {
        var (canary, baseline) = (TrendOf(figures.Canary, value), TrendOf(figures.Baseline, value));
        var seconds = figures.Length.TotalSeconds;
        var (ours, theirs) = (canary.PerSecond * seconds, baseline.PerSecond * seconds);
        var grows = ours - theirs > most && ours > theirs * 2 && canary.Probability < limits.Probability;
        return grows || double.IsNaN(ours - theirs)
            ? new Finding(
                Weight.Fails,
                Name,
                $"{what}: grows by {ours:F0} in {seconds:F0} s at the canary, by {theirs:F0} at the baseline.")
            {
                Canary = ours, Baseline = theirs, Probability = canary.Probability,
            }
            : null;
    }

    // Without the first third: it is warming up.
    private static Trend TrendOf(SlotWindow window, Func<ResourceSample, double> value)
    {
        var began = window.Resources[0].At;
        return Trend.Of(
        [
            .. window.Resources.Skip(window.Resources.Count / 3)
                .Select(sample => ((sample.At - began).TotalSeconds, value(sample))),
        ]);
    }
}
