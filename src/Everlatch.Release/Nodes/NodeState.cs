using System.Collections.Immutable;
using Everlatch.Release.Nodes.Journal;

namespace Everlatch.Release.Nodes;

/// <summary>What is true of a node: all that its journal's entries come to.</summary>
public sealed record NodeState
{
    /// <summary>All traffic, in per cent.</summary>
    public const int WholeTraffic = 100;

    /// <summary>Steps whose evidence is kept: those of the last twenty releases or so.</summary>
    public const int MostSteps = 256;

    /// <summary>The newest turn that was ever taken; 0 before the first.</summary>
    public long Turn { get; init; }

    /// <summary>Who has it; null when nobody may give orders.</summary>
    public string? Owner { get; init; }

    /// <summary>What for.</summary>
    public string? Purpose { get; init; }

    /// <summary>What each slot runs.</summary>
    public ImmutableSortedDictionary<string, PlacedSlot> Slots { get; init; } =
        ImmutableSortedDictionary.Create<string, PlacedSlot>(StringComparer.Ordinal);

    /// <summary>The slot whose release has settled; null before the first.</summary>
    public string? Live { get; init; }

    /// <summary>The slot that had the traffic before it, and is warm; null when there is none to go back to.</summary>
    public string? Previous { get; init; }

    /// <summary>Shares of a release that has not settled, in per cent; null while nothing is lent.</summary>
    public ImmutableSortedDictionary<string, int>? Lent { get; init; }

    /// <summary>Why there is nothing to go back to, when a contract step took that away.</summary>
    public string? PartedBecause { get; init; }

    /// <summary>The evidence of the newest steps, the newest last.</summary>
    public ImmutableList<NodeEntry.StepDone> Steps { get; init; } = [];

    /// <summary>How long each step took the last time that it went well, in seconds.</summary>
    public ImmutableDictionary<string, double> Took { get; init; } =
        ImmutableDictionary.Create<string, double>(StringComparer.Ordinal);

    /// <summary>The share of a slot now, in per cent.</summary>
    public int ShareOf(string slot) => Lent is { } lent ? lent.GetValueOrDefault(slot) : slot == Live ? WholeTraffic : 0;

    /// <summary>The newest evidence of a step with this key; null when there is none.</summary>
    public NodeEntry.StepDone? StepOf(string key) => Steps.FindLast(step => step.Key == key);

    /// <summary>What is true after an entry.</summary>
    public NodeState After(NodeEntry entry) => entry switch
    {
        NodeEntry.TurnTaken taken => this with { Turn = taken.Turn, Owner = taken.Owner, Purpose = taken.Purpose },
        NodeEntry.TurnEnded => this with { Owner = null, Purpose = null },
        NodeEntry.Placed placed => Without(placed.Slot) with
        {
            Slots = Slots.SetItem(placed.Slot, new PlacedSlot(placed.Release, placed.Servers)),
        },
        NodeEntry.Removed removed => Without(removed.Slot) with { Slots = Slots.Remove(removed.Slot) },
        NodeEntry.Lent lent => this with { Lent = lent.Shares.ToImmutableSortedDictionary(StringComparer.Ordinal) },
        NodeEntry.Settled settled => this with
        {
            Live = settled.Slot, Previous = Live == settled.Slot ? Previous : Live, Lent = null, PartedBecause = null,
        },
        NodeEntry.WentBack when Lent is not null => this with { Lent = null },
        NodeEntry.WentBack => this with { Live = Previous, Previous = Live },
        NodeEntry.Parted parted => this with { Previous = null, PartedBecause = parted.Because },
        NodeEntry.StepDone step => this with
        {
            Steps = (Steps.Count < MostSteps ? Steps : Steps.RemoveAt(0)).Add(step),
            Took = step.Succeeded ? Took.SetItem(step.Step, step.TookSeconds) : Took,
        },
        _ => this,
    };

    // What is stopped or replaced is nothing that one could go back to.
    private NodeState Without(string slot) => Previous == slot ? this with { Previous = null } : this;
}
