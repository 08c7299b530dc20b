namespace Everlatch.Release.Canary;

/// <summary>What something that was seen means for a release.</summary>
public enum Weight
{
    /// <summary>It is told, and changes nothing.</summary>
    Remark,

    /// <summary>Nobody can say whether the release is good.</summary>
    Pauses,

    /// <summary>The release is bad.</summary>
    Fails,
}
