namespace Everlatch.Edge.Slots;

/// <summary>The slots file, read and checked.</summary>
/// <param name="Slots">The slots with their shares.</param>
/// <param name="Lease">Until when those hold; null when they simply do.</param>
internal sealed record SlotsFile(IReadOnlyList<SlotPlan> Slots, SlotsFile.Lent? Lease)
{
    /// <summary>That the shares are lent.</summary>
    /// <param name="Beat">A number that changes whenever they are renewed.</param>
    /// <param name="Term">How long they hold after that.</param>
    /// <param name="Otherwise">The slots with the shares that hold then.</param>
    internal sealed record Lent(long Beat, TimeSpan Term, IReadOnlyList<SlotPlan> Otherwise);
}
