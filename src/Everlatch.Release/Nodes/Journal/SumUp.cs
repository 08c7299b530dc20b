namespace Everlatch.Release.Nodes.Journal;

/// <summary>The fewest entries that come to a state.</summary>
internal static class SumUp
{
    /// <summary>The entries of a state, in the order in which they are to be written.</summary>
    public static IEnumerable<NodeEntry> Of(NodeState state)
    {
        yield return new NodeEntry.SummedUp();
        yield return new NodeEntry.TurnTaken(state.Turn, state.Owner ?? "", state.Purpose ?? "");
        if (state.Owner is null)
        {
            yield return new NodeEntry.TurnEnded(state.Turn, "it was summed up");
        }

        foreach (var (name, slot) in state.Slots)
        {
            yield return new NodeEntry.Placed(name, slot.Release, slot.Servers);
        }

        foreach (var entry in TrafficOf(state))
        {
            yield return entry;
        }

        foreach (var step in state.Steps)
        {
            yield return step;
        }
    }

    // The slot before settled first, and the live one after it.
    private static IEnumerable<NodeEntry> TrafficOf(NodeState state)
    {
        if (state.Previous is { } previous)
        {
            yield return new NodeEntry.Settled(previous);
        }

        if (state.Live is { } live)
        {
            yield return new NodeEntry.Settled(live);
        }

        if (state.PartedBecause is { } because)
        {
            yield return new NodeEntry.Parted(because);
        }

        if (state.Lent is { } lent)
        {
            yield return new NodeEntry.Lent(lent);
        }
    }
}
