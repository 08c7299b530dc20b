namespace Everlatch.Core.Slots;

/// <summary>The slots file as it is written.</summary>
public sealed record SlotsDocument
{
    /// <summary>The slots; each of their servers gets its slot's part of the traffic.</summary>
    public required IReadOnlyList<SlotEntry> Slots { get; init; }

    /// <summary>Until when the shares hold; null for ones that hold until the file says otherwise.</summary>
    public SlotsLease? Lease { get; init; }
}
