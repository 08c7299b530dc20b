namespace Everlatch.Release.Pipeline.Reports;

/// <summary>What a release came to in a region.</summary>
public enum RegionOutcome
{
    /// <summary>Its turn did not come.</summary>
    NotBegun,

    /// <summary>It is live, and every question about it was answered well.</summary>
    Settled,

    /// <summary>A gate or the canary refused it. The release before it serves.</summary>
    Refused,

    /// <summary>A step could not be done. The release before it serves.</summary>
    Failed,

    /// <summary>The region did not answer. Its nodes and edges give back by themselves what was lent.</summary>
    Paused,

    /// <summary>It had settled, and went back since another region did.</summary>
    WentBack,
}
