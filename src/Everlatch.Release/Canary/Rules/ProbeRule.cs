using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Canary.Rules;

/// <summary>
/// The credentials are good, so that one failure is enough, unless the old release failed at the same time: then something is
/// wrong that is not the release's.
/// </summary>
internal static class ProbeRule
{
    private const string Name = "probes";

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits)
    {
        var near = TimeSpan.FromSeconds(limits.NearSeconds);
        var (canary, baseline) = (figures.Canary.Probes, figures.Baseline.Probes);
        var byWeight = canary.Where(result => result.Failure is not null).GroupBy(result => WeightOf(result, baseline, near));
        foreach (var failures in byWeight)
        {
            var first = failures.First();
            yield return new Finding(failures.Key, Name, Say(failures.Key, failures.Count(), canary.Count, first))
            {
                Canary = failures.Count(),
                Baseline = baseline.Count(result => result.Failure is not null),
            };
        }

        var failed = baseline.Count(result => result.Failure is not null);
        if (failed * 10 > baseline.Count)
        {
            yield return new Finding(
                Weight.Pauses,
                Name,
                $"{failed} of {baseline.Count} probes of the baseline failed: there is nothing to compare with.");
        }
    }

    private static Weight WeightOf(ProbeResult failure, IReadOnlyList<ProbeResult> baseline, TimeSpan near)
    {
        var meanwhile = baseline.Where(result => (result.At - failure.At).Duration() <= near).ToArray();
        return meanwhile.Length > 0 && meanwhile.All(result => result.Failure is null) ? Weight.Fails : Weight.Pauses;
    }

    private static string Say(Weight weight, int count, int all, ProbeResult first) =>
        $"{count} of {all} probes of the canary failed while the baseline's "
        + (weight == Weight.Fails ? "succeeded" : "failed too or did not run")
        + $". The first, {first.Probe} at {first.At:HH:mm:ss}: {first.Failure}";
}
