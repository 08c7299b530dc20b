using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Canary.Rules;

/// <summary>
/// Processor time of a request. Requests differ, so that a release which costs more pauses until somebody looked at it.
/// </summary>
internal static class ProcessorRule
{
    private const string Name = "processor";
    private const int FewRequests = 500;
    private const double FewMilliseconds = 1;

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits)
    {
        var canary = Cost(figures.Canary, figures.Traffic.Sum(turn => turn.Canary.Requests));
        var baseline = Cost(figures.Baseline, figures.Traffic.Sum(turn => turn.Baseline.Requests));
        if (canary is null || baseline is null)
        {
            yield break;
        }

        var costs = canary > baseline * limits.ProcessorFactor && canary - baseline > FewMilliseconds;
        yield return new Finding(
            costs ? Weight.Pauses : Weight.Remark,
            Name,
            $"A request costs {canary:F2} ms of the processor at the canary, {baseline:F2} ms at the baseline.")
        {
            Canary = canary, Baseline = baseline,
        };
    }

    // Null while there are too few requests to share it among.
    private static double? Cost(SlotWindow window, long requests) => window.Resources.Count < 2 || requests < FewRequests
        ? null
        : (window.Resources[^1].ProcessorSeconds - window.Resources[0].ProcessorSeconds) * 1000
            / (requests + window.Probes.Count);
}
