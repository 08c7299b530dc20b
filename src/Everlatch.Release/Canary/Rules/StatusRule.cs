using Everlatch.Core.Figures;
using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Canary.Statistics;

namespace Everlatch.Release.Canary.Rules;

/// <summary>
/// Answers of each class of routes by their status. More failures count when clients of the canary have more of them than clients
/// of the baseline and not by chance, when they are enough to matter without the few that have most, and when they go on.
/// </summary>
internal static class StatusRule
{
    private const string Name = "status";
    private const int FewRequests = 50;

    // Of ten parts of the clients the one with the most failures may be one client's own fault.
    private const int LeaveOut = 10;
    private const int SeveralClients = 3;

    public static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits) =>
        figures.Traffic.SelectMany(turn => turn.Canary.Routes).Select(route => route.Class).Distinct()
            .SelectMany(of => Judge(figures, limits, of));

    private static IEnumerable<Finding> Judge(CanaryFigures figures, CanaryLimits limits, string of)
    {
        var canary = PartsOf.Class(of, figures.Traffic.Select(turn => turn.Canary));
        var baseline = PartsOf.Class(of, figures.Traffic.Select(turn => turn.Baseline));
        var requests = canary.Sum(part => part.Status.All);
        if (requests < FewRequests)
        {
            return [new Finding(Weight.Remark, Name, $"{of}: {requests} requests at the canary, too few to judge.")];
        }

        var parts = Lasting.Of(figures.Traffic);
        return from kind in FailureKind.All
               let finding = Judge(canary, baseline, limits, of, kind)
               where finding is not null
               let seen = parts.Select(part => IsSeen(part, of, kind, PointsOf(kind, limits))).ToArray()
               select finding with { Weight = Lasting.Weigh(finding.Weight, seen, limits) };
    }

    private static Finding? Judge(
        IReadOnlyList<ClientPart> canary, IReadOnlyList<ClientPart> baseline, CanaryLimits limits, string of, FailureKind kind)
    {
        var isFault = kind == FailureKind.Fault;
        var (ours, theirs) = (WithoutMost(canary, kind), WithoutMost(baseline, kind));
        var (our, their) = (Share(ours, kind), Share(theirs, kind));
        if ((our - their) * 100 <= PointsOf(kind, limits) || our <= their * 2)
        {
            return null;
        }

        // What is refused clusters by client; a fault is the server's own, and each counts.
        var probability = isFault ? Exact(ours, theirs, kind) : Ranks.Greater(Rates(canary, kind), Rates(baseline, kind));
        return probability > limits.Probability
            ? null
            : new Finding(WeightOf(canary, baseline, kind), Name, $"{of} with {kind.Name}: {Say(canary, kind)} at the canary, "
                + $"{Say(baseline, kind)} at the baseline; {our:P2} and {their:P2} without the clients that have most.")
            {
                Canary = our, Baseline = their, Probability = probability,
            };
    }

    private static double PointsOf(FailureKind kind, CanaryLimits limits) =>
        kind == FailureKind.Fault ? limits.FaultPoints : limits.RefusalPoints;

    // Of a client or two nobody can say which side is wrong.
    private static Weight WeightOf(IReadOnlyList<ClientPart> canary, IReadOnlyList<ClientPart> baseline, FailureKind kind)
    {
        var isSpread = kind == FailureKind.Fault
            ? canary.Count(part => part.Status.Fault > 0) >= SeveralClients
            : canary.Count >= PartsOf.Enough && baseline.Count >= PartsOf.Enough;
        return isSpread ? Weight.Fails : kind == FailureKind.Fault ? Weight.Pauses : Weight.Remark;
    }

    private static ClientPart[] WithoutMost(IReadOnlyList<ClientPart> parts, FailureKind kind) =>
    [
        .. parts.OrderByDescending(part => kind.Of(part.Status)).Skip(parts.Count < PartsOf.Enough && kind != FailureKind.Fault
            ? 0
            : (parts.Count + LeaveOut - 1) / LeaveOut),
    ];

    private static double Share(ClientPart[] parts, FailureKind kind)
    {
        var all = parts.Sum(part => part.Status.All);
        return all == 0 ? 0 : (double)parts.Sum(part => kind.Of(part.Status)) / all;
    }

    private static Weighted[] Rates(IReadOnlyList<ClientPart> parts, FailureKind kind) =>
        [.. parts.Select(part => new Weighted((double)kind.Of(part.Status) / part.Status.All, 1))];

    private static double Exact(IReadOnlyList<ClientPart> canary, IReadOnlyList<ClientPart> baseline, FailureKind kind) =>
        Counts.Greater(
            canary.Sum(part => kind.Of(part.Status)),
            canary.Sum(part => part.Status.All),
            baseline.Sum(part => kind.Of(part.Status)),
            baseline.Sum(part => part.Status.All));

    private static bool IsSeen(TrafficTurn turn, string of, FailureKind kind, double points) =>
        (Whole(turn.Canary, of, kind) - Whole(turn.Baseline, of, kind)) * 100 > points;

    private static double Whole(SlotTraffic traffic, string of, FailureKind kind)
    {
        var status = traffic.Routes.Where(route => route.Class == of)
            .Aggregate(default(StatusCounts), (sum, route) => sum + route.Status);
        return status.All == 0 ? 0 : (double)kind.Of(status) / status.All;
    }

    private static string Say(IReadOnlyList<ClientPart> parts, FailureKind kind) =>
        $"{parts.Sum(part => kind.Of(part.Status))} of {parts.Sum(part => part.Status.All)}";
}
