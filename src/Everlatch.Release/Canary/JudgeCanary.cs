using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Canary.Rules;

namespace Everlatch.Release.Canary;

/// <summary>
/// Says whether a new release is worse than the old one, by what was seen of both meanwhile. It asks nobody and keeps nothing.
/// </summary>
internal static class JudgeCanary
{
    // In the order in which somebody wants to read what is wrong.
    private static readonly Func<CanaryFigures, CanaryLimits, IEnumerable<Finding>>[] Rules =
    [
        ProbeRule.Judge, ExitRule.Judge, ReadinessRule.Judge, StatusRule.Judge, HostRule.Judge, ProbeLatencyRule.Judge,
        TrafficLatencyRule.Judge, LeakRule.Judge, ProcessorRule.Judge, SampleRule.Judge,
    ];

    // What can be seen from outside, where nobody counts what clients saw, or reads what processes use.
    private static readonly Func<CanaryFigures, CanaryLimits, IEnumerable<Finding>>[] OutsideRules =
    [
        ProbeRule.Judge, ReadinessRule.Judge, ProbeLatencyRule.Judge, SampleRule.Judge,
    ];

    /// <summary>The verdict, with all that the rules saw.</summary>
    public static Verdict Run(CanaryFigures figures, CanaryLimits limits) => Run(Rules, figures, limits);

    /// <summary>The verdict of probes and readiness alone.</summary>
    public static Verdict OfProbes(CanaryFigures figures, CanaryLimits limits) =>
        Run(OutsideRules, figures, limits with { MinRequests = 0 });

    private static Verdict Run(
        Func<CanaryFigures, CanaryLimits, IEnumerable<Finding>>[] rules, CanaryFigures figures, CanaryLimits limits) =>
        Verdict.Of([.. rules.SelectMany(rule => rule(figures, limits)).Select(Sound)]);

    // What came out as no number compares nothing: it must not look like a difference, and not like none.
    private static Finding Sound(Finding finding) =>
        IsNumber(finding.Canary) && IsNumber(finding.Baseline) && IsNumber(finding.Probability)
            ? finding
            : finding with { Weight = Weight.Pauses };

    private static bool IsNumber(double? figure) => figure is null || double.IsFinite(figure.Value);
}
