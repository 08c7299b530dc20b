namespace Everlatch.Storage.Postgres;

/// <summary>What a host was last seen to be.</summary>
internal enum HostRole
{
    /// <summary>Nobody looked yet, or it answered no more than that it cannot be asked.</summary>
    Unknown,

    /// <summary>It takes writes.</summary>
    Primary,

    /// <summary>A primary that was told to refuse writes. What it answers is the newest.</summary>
    ReadOnly,

    /// <summary>It follows a primary, and answers as of some moment.</summary>
    Standby,

    /// <summary>It does not answer.</summary>
    Silent,
}
