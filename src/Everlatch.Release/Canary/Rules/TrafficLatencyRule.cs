using Everlatch.Core.Figures;
using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Canary.Statistics;

namespace Everlatch.Release.Canary.Rules;

/// <summary>
/// The time of everybody's requests, which shows what no probe does. Clients ask for different things, so that it is clients
/// who are compared, and only a shift counts that is larger than probes may have.
/// </summary>
internal static class TrafficLatencyRule
{
    private const string Name = "latency of traffic";
    private const double MicrosecondsInMillisecond = 1000;

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits) =>
        from of in figures.Traffic.SelectMany(turn => turn.Canary.Routes).Select(route => route.Class).Distinct()
        let finding = Judge(figures, limits, of)
        where finding is not null
        select finding;

    private static Finding? Judge(CanaryFigures figures, CanaryLimits limits, string of)
    {
        var canary = Times(PartsOf.Class(of, figures.Traffic.Select(turn => turn.Canary)));
        var baseline = Times(PartsOf.Class(of, figures.Traffic.Select(turn => turn.Baseline)));
        if (canary.Length < PartsOf.Enough || baseline.Length < PartsOf.Enough)
        {
            return null;
        }

        var slower = new Slower(0.5, new Quantiles(canary).At(0.5), new Quantiles(baseline).At(0.5));
        var probability = Ranks.Greater(canary, baseline);
        return probability > limits.Probability
            || !slower.Exceeds(limits.TrafficSlowerPercent, limits.TrafficSlowerMilliseconds)
            || figures.Traffic.Count(turn => IsSlower(turn, of, limits)) < limits.Turns
                ? null
                : new Finding(Weight.Fails, Name, $"{of}, the mean of each part of the clients: {slower}.")
                {
                    Canary = slower.Canary, Baseline = slower.Baseline, Probability = probability,
                };
    }

    private static Weighted[] Times(IReadOnlyList<ClientPart> parts) =>
        [.. parts.Select(part => new Weighted(part.Microseconds / MicrosecondsInMillisecond / part.Status.All, 1))];

    private static bool IsSlower(TrafficTurn turn, string of, CanaryLimits limits)
    {
        var (canary, baseline) = (TimesOf([turn.Canary], of), TimesOf([turn.Baseline], of));
        return canary.Length > 0 && baseline.Length > 0 && Shift(canary, baseline, limits) is not null;
    }

    private static Slower? Shift(Weighted[] canary, Weighted[] baseline, CanaryLimits limits) =>
        Slower.Of(canary, baseline, limits.TrafficSlowerPercent, limits.TrafficSlowerMilliseconds);

    private static Weighted[] TimesOf(IEnumerable<SlotTraffic> traffic, string of) =>
    [
        .. from route in traffic.SelectMany(part => part.Routes)
           where route.Class == of
           from bucket in route.Latency
           group bucket.Count by bucket.UpToMicroseconds into same
           select new Weighted(same.Key / MicrosecondsInMillisecond, same.Sum()),
    ];
}
