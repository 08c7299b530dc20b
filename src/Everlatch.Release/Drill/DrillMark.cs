namespace Everlatch.Release.Drill;

/// <summary>What a moment of a drill is about.</summary>
public enum DrillMark
{
    /// <summary>Something that leads there.</summary>
    Note,

    /// <summary>The bad release is deployed.</summary>
    Deploy,

    /// <summary>A gate refused it.</summary>
    Refused,

    /// <summary>It has traffic.</summary>
    Traffic,

    /// <summary>Something says that it is bad.</summary>
    Alert,

    /// <summary>Something says why.</summary>
    Cause,

    /// <summary>It is decided that the traffic goes back.</summary>
    Decision,

    /// <summary>The release before serves everybody again.</summary>
    Restored,

    /// <summary>What was missing is there, and the release is live.</summary>
    Mended,
}
