using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Canary.Statistics;

namespace Everlatch.Release.Canary.Rules;

/// <summary>
/// The time of probes, which are the same at both: a shift counts when it is not chance, when it is large enough to matter,
/// and when it goes on.
/// </summary>
internal static class ProbeLatencyRule
{
    private const string Name = "latency of probes";

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits) =>
        from probe in figures.Canary.Probes.Select(result => result.Probe).Distinct()
        let finding = Judge(probe, TimesOf(figures.Canary, probe), TimesOf(figures.Baseline, probe), limits)
        where finding is not null
        select finding;

    private static Finding? Judge(string probe, Weighted[] canary, Weighted[] baseline, CanaryLimits limits)
    {
        // Fewer are the other rule's business.
        if (canary.Length < limits.MinRuns || baseline.Length < limits.MinRuns)
        {
            return null;
        }

        var probability = Ranks.Greater(canary, baseline);
        return probability > limits.Probability || Shift(canary, baseline, limits) is not { } slower
            ? null
            : new Finding(Lasting.Weigh(Weight.Fails, Seen(canary, baseline, slower), limits), Name, $"{probe}: {slower}.")
            {
                Canary = slower.Canary, Baseline = slower.Baseline, Probability = probability,
            };
    }

    // At least half of the shift: of a few runs the ninth decile is a matter of luck.
    private static bool[] Seen(Weighted[] canary, Weighted[] baseline, Slower whole) =>
    [
        .. Enumerable.Range(0, Lasting.Parts)
            .Select(part => Slower.At(whole.Part, Lasting.Part(canary, part), Lasting.Part(baseline, part)))
            .Select(part => part.Canary - part.Baseline > (whole.Canary - whole.Baseline) / 2),
    ];

    private static Slower? Shift(Weighted[] canary, Weighted[] baseline, CanaryLimits limits) =>
        Slower.Of(canary, baseline, limits.SlowerPercent, limits.SlowerMilliseconds);

    private static Weighted[] TimesOf(SlotWindow window, string probe) =>
    [
        .. window.Probes.Where(result => result.Probe == probe && result.Failure is null)
            .Select(result => new Weighted(result.Took.TotalMilliseconds, 1)),
    ];
}
