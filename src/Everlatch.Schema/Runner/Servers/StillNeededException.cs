namespace Everlatch.Schema.Runner.Servers;

/// <summary>Somebody came to need what a step takes away while it waited for its locks. It never leaves the runner.</summary>
internal sealed class StillNeededException(IReadOnlyList<StillNeeded> by)
    : Exception($"Needed by {string.Join(", ", by.Select(needed => needed.Who))}.")
{
    /// <summary>Who.</summary>
    public IReadOnlyList<StillNeeded> By => by;
}
