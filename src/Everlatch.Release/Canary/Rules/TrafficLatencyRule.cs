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
    private const double MilliOctave = 1000;

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
        if (probability > limits.Probability || !Exceeds(slower, limits))
        {
            return null;
        }

        var seen = Lasting.Of(figures.Traffic).Select(part => Exceeds(Median(part, of), limits)).ToArray();
        return new Finding(
            Lasting.Weigh(Weight.Fails, seen, limits), Name, $"{of}, the mean of each part of the clients: {slower}.")
        {
            Canary = slower.Canary, Baseline = slower.Baseline, Probability = probability,
        };
    }

    private static bool Exceeds(Slower slower, CanaryLimits limits) =>
        slower.Exceeds(limits.TrafficSlowerPercent, limits.TrafficSlowerMilliseconds);

    private static Weighted[] Times(IReadOnlyList<ClientPart> parts) =>
        [.. parts.Select(part => new Weighted(
            Math.Pow(2, part.MilliOctaves / MilliOctave / part.Status.All) / MicrosecondsInMillisecond, 1))];

    // Of single answers: what a moment held up is few of them.
    private static Slower Median(TrafficTurn part, string of) =>
        new(0.5, new Quantiles(TimesOf(part.Canary, of)).At(0.5), new Quantiles(TimesOf(part.Baseline, of)).At(0.5));

    private static Weighted[] TimesOf(SlotTraffic traffic, string of) =>
    [
        .. from route in traffic.Routes
           where route.Class == of
           from bucket in route.Latency
           group bucket.Count by bucket.UpToMicroseconds into same
           select new Weighted(same.Key / MicrosecondsInMillisecond, same.Sum()),
    ];
}
