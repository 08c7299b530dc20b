namespace Everlatch.Release.Builds;

/// <summary>What came of opening a release folder.</summary>
public abstract record OpenOutcome
{
    private OpenOutcome()
    {
    }

    /// <summary>It is signed by a key that is trusted, and every byte is as it was signed.</summary>
    /// <param name="Folder">The release.</param>
    public sealed record Good(ReleaseFolder Folder) : OpenOutcome;

    /// <summary>It is not to be used.</summary>
    /// <param name="Faults">Why; at least one, and not more than a person can read.</param>
    public sealed record Refused(IReadOnlyList<ReleaseFault> Faults) : OpenOutcome;
}
