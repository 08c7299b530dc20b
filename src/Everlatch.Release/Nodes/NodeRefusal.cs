using Everlatch.Core;

namespace Everlatch.Release.Nodes;

/// <summary>Why a node does not do what it is told.</summary>
internal static class NodeRefusal
{
    private const int Conflict = 409;

    public static Problem TurnHeld(string owner, string purpose) =>
        new("EL2043", Conflict, $"Another controller has the turn: {owner}, to {purpose}.");

    public static Problem TurnOver(long turn, long newest) =>
        new("EL2044", Conflict, $"Turn {turn} is over; the newest one is {newest}. Nothing was changed.");

    public static Problem UnknownSlot(string slot) => new("EL2045", Conflict, $"Slot '{slot}' runs nothing here.");

    public static Problem NotReady(string slot, string because) =>
        new("EL2045", Conflict, $"Slot '{slot}' is not ready, and gets no traffic: {because}");

    public static Problem NothingBefore(string? because) => new(
        "EL2046",
        Conflict,
        $"There is nothing to go back to: {because ?? "no release before this one is kept"}. "
            + "Go forward: deploy a release that mends it.");

    public static Problem Unverified(string because) => new("EL2047", Conflict, $"The release is refused: {because}");

    public static Problem Malformed(string because) => new("EL2048", 400, because);

    public static Problem InUse(string slot) =>
        new("EL2049", Conflict, $"Slot '{slot}' has traffic; it can be neither replaced nor stopped.");

    public static Problem NotWhole(string slot) =>
        new("EL2049", Conflict, $"Slot '{slot}' has not all traffic yet, and cannot settle.");
}
