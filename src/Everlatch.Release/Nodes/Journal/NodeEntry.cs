using System.Text.Json.Serialization;

namespace Everlatch.Release.Nodes.Journal;

/// <summary>Something that happened at a node. What is true of it is what all of them come to, one after the other.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "what")]
[JsonDerivedType(typeof(TurnTaken), "turn_taken")]
[JsonDerivedType(typeof(TurnEnded), "turn_ended")]
[JsonDerivedType(typeof(Placed), "placed")]
[JsonDerivedType(typeof(Removed), "removed")]
[JsonDerivedType(typeof(Lent), "lent")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(WentBack), "went_back")]
[JsonDerivedType(typeof(Parted), "parted")]
[JsonDerivedType(typeof(StepDone), "step_done")]
[JsonDerivedType(typeof(SummedUp), "summed_up")]
public abstract record NodeEntry
{
    /// <summary>A controller may give orders from here on, and whoever had an older turn may not.</summary>
    public sealed record TurnTaken(long Turn, string Owner, string Purpose) : NodeEntry;

    /// <summary>Nobody may.</summary>
    public sealed record TurnEnded(long Turn, string Because) : NodeEntry;

    /// <summary>A slot runs a release.</summary>
    public sealed record Placed(string Slot, PlacedRelease Release, int Servers) : NodeEntry;

    /// <summary>A slot runs nothing.</summary>
    public sealed record Removed(string Slot) : NodeEntry;

    /// <summary>Slots have these shares, in per cent, as long as somebody renews them.</summary>
    public sealed record Lent(IReadOnlyDictionary<string, int> Shares) : NodeEntry;

    /// <summary>A slot has all traffic, and what had it before is kept warm.</summary>
    public sealed record Settled(string Slot) : NodeEntry;

    /// <summary>What was lent is taken back, or else the slot before has all traffic again.</summary>
    public sealed record WentBack(string Because) : NodeEntry;

    /// <summary>The slot before can have no traffic again: the schema has lost what its release needs.</summary>
    public sealed record Parted(string Because) : NodeEntry;

    /// <summary>A step of a release was done, or failed. Its key is made of all that it read.</summary>
    public sealed record StepDone(string Step, string Key, bool Succeeded, string Found, double TookSeconds) : NodeEntry;

    /// <summary>
    /// The first line of a file that took the place of a longer one: its number and hash are those that follow the last line
    /// there, and the lines after it come to what was true then.
    /// </summary>
    public sealed record SummedUp : NodeEntry;
}
