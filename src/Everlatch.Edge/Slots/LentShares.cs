namespace Everlatch.Edge.Slots;

/// <summary>Which of a file's shares hold now: those that are lent to a release, or those that hold otherwise.</summary>
/// <remarks>
/// No clock is compared with another: what counts is the time since this edge last saw the lease renewed. An edge that has just
/// started saw nothing yet, and the file that it found may be as old as it likes.
/// </remarks>
internal sealed class LentShares(TimeProvider clock)
{
    private bool hasStarted;
    private long? beat;
    private long? renewed;

    /// <summary>Whether the last answer was what holds otherwise.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The slots with the shares of this moment.</summary>
    public IReadOnlyList<SlotPlan> Of(SlotsFile file)
    {
        if (beat != file.Lease?.Beat)
        {
            renewed = hasStarted ? clock.GetTimestamp() : null;
        }

        (beat, hasStarted) = (file.Lease?.Beat, true);
        IsOver = file.Lease is { } lease && (renewed is not { } since || clock.GetElapsedTime(since) > lease.Term);
        return IsOver ? file.Lease!.Otherwise : file.Slots;
    }
}
