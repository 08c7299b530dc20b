using Everlatch.Core.Figures;
using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Canary.Statistics;

namespace Everlatch.Release.Canary.Rules;

/// <summary>One tenant's host that fails at the new release, and did not before, while all others are well.</summary>
internal static class HostRule
{
    private const string Name = "hosts";

    // As many times more than its part of all traffic lets expect.
    private const int Times = 5;

    // There are many hosts, and the unluckiest of them is looked at.
    private const double Hosts = 1000;

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits)
    {
        var canary = figures.Traffic.Sum(turn => turn.Canary.Requests);
        var all = canary + figures.Traffic.Sum(turn => turn.Baseline.Requests);
        var part = all == 0 ? double.NaN : (double)canary / all;
        return from host in figures.Traffic.SelectMany(turn => turn.Canary.Hosts).Select(host => host.Host).Distinct()
               from kind in FailureKind.All
               let finding = Judge(figures, limits, host, kind, part)
               where finding is not null
               select finding;
    }

    private static Finding? Judge(CanaryFigures figures, CanaryLimits limits, string host, FailureKind kind, double part)
    {
        var canary = figures.Traffic.Sum(turn => Of(turn.Canary, host, kind));
        var baseline = figures.Traffic.Sum(turn => Of(turn.Baseline, host, kind));
        if (canary < limits.MinHostFailures || WasSoBefore(figures, host, kind, canary))
        {
            return null;
        }

        // What is left without the client that saw most of it.
        var others = canary
            - figures.Traffic.SelectMany(turn => turn.Canary.Hosts).Where(found => found.Host == host).Sum(kind.OfOne);
        var isSpread = IsMore(others, baseline, part, limits.MinHostFailures / 2, limits);
        if (!isSpread && (!MayPause(kind) || !IsMore(canary, baseline, part, limits.MinHostFailures, limits)))
        {
            return null;
        }

        var seen = Lasting.Of(figures.Traffic)
            .Select(turn => Of(turn.Canary, host, kind) > Of(turn.Baseline, host, kind))
            .ToArray();
        var text = $"{host} with {kind.Name}: {canary} at the canary{(isSpread ? "" : ", nearly all of one client")}, "
            + $"{baseline} at the baseline, which has {1 - part:P0} of both.";
        return new Finding(Lasting.Weigh(isSpread ? Weight.Fails : Weight.Pauses, seen, limits), Name, text)
        {
            Canary = canary, Baseline = baseline, Probability = Counts.AtLeast(canary, canary + baseline, part),
        };
    }

    private static bool IsMore(long canary, long baseline, double part, int least, CanaryLimits limits) =>
        canary >= least
        && !(canary * (1 - part) < Times * baseline * part)
        && !(Counts.AtLeast(canary, canary + baseline, part) > limits.Probability / Hosts);

    // A tenant's people behind one address, or its one machine: nobody can say which side is wrong.
    private static bool MayPause(FailureKind kind) => kind == FailureKind.Fault || kind == FailureKind.Unauthorized;

    // A client that is wrong itself goes on being wrong, and is at the canary by its address alone.
    private static bool WasSoBefore(CanaryFigures figures, string host, FailureKind kind, long canary) =>
        figures.Before is { } before
        && Of(before.Traffic, host, kind) * Times * figures.Length.TotalSeconds >= canary * before.Length.TotalSeconds;

    private static long Of(SlotTraffic traffic, string host, FailureKind kind) =>
        traffic.Hosts.Where(found => found.Host == host).Sum(kind.OfHost);
}
