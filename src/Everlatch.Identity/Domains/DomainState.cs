namespace Everlatch.Identity.Domains;

/// <summary>Where a custom domain stands. Why is told by its <see cref="DomainReason" />.</summary>
public enum DomainState
{
    /// <summary>Nothing proves yet that its owner wants it here; its host leads nowhere.</summary>
    Pending,

    /// <summary>Proven: its host leads to the environment, but people do not reach it yet.</summary>
    Verified,

    /// <summary>Proven, and people reach it.</summary>
    Live,

    /// <summary>No longer proven: its host leads nowhere until it is proven again.</summary>
    Parked,
}
