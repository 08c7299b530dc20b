using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Canary.Rules;

/// <summary>
/// Whether something goes on: the time that was watched, in six parts. A server that stood still for a moment is slow for all of
/// its clients, and still no worse release.
/// </summary>
internal static class Lasting
{
    /// <summary>How many parts there are.</summary>
    public const int Parts = 6;

    /// <summary>
    /// What a difference means that was seen in these parts. What was seen in few but goes on now may become more; what is
    /// over is only told.
    /// </summary>
    public static Weight Weigh(Weight weight, IReadOnlyList<bool> seen, CanaryLimits limits) =>
        seen.Count(part => part) >= limits.Turns ? weight
        : weight == Weight.Fails && seen[^1] ? Weight.Pauses
        : Weight.Remark;

    /// <summary>The traffic of each part.</summary>
    public static IReadOnlyList<TrafficTurn> Of(IReadOnlyList<TrafficTurn> turns) =>
    [
        .. Enumerable.Range(0, Parts).Select(part => Part(turns, part)).Select(some =>
            new TrafficTurn(Together(some.Select(turn => turn.Canary)), Together(some.Select(turn => turn.Baseline)))),
    ];

    /// <summary>One part of values in their order.</summary>
    public static T[] Part<T>(IReadOnlyList<T> values, int part) =>
        [.. values.Take(values.Count * (part + 1) / Parts).Skip(values.Count * part / Parts)];

    private static SlotTraffic Together(IEnumerable<SlotTraffic> traffic)
    {
        var all = traffic.ToArray();
        return new SlotTraffic([.. all.SelectMany(turn => turn.Routes)], [.. all.SelectMany(turn => turn.Hosts)]);
    }
}
