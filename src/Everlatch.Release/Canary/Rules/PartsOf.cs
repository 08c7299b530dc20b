using Everlatch.Core.Figures;
using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Canary.Rules;

/// <summary>What each part of the clients was answered of one class of routes, all turns together.</summary>
internal static class PartsOf
{
    /// <summary>
    /// Parts that are enough to compare. Who meets the canary is chosen by client, so that clients are what is compared: one that
    /// is wrong itself, or that asks for slow things, may make more requests than all others.
    /// </summary>
    public const int Enough = 10;

    /// <summary>Those that had an answer.</summary>
    public static IReadOnlyList<ClientPart> Class(string of, IEnumerable<SlotTraffic> traffic) =>
    [
        .. from route in traffic.SelectMany(turn => turn.Routes)
           where route.Class == of
           from part in route.Parts
           group part by part.Part into same
           let whole = same.Aggregate((sum, part) => sum with
           {
               Status = sum.Status + part.Status, MilliOctaves = sum.MilliOctaves + part.MilliOctaves,
           })
           where whole.Status.All > 0
           select whole,
    ];
}
