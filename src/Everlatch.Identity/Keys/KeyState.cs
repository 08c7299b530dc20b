namespace Everlatch.Identity.Keys;

/// <summary>Where a signing key stands in its life.</summary>
public enum KeyState
{
    /// <summary>Published, so that verifiers learn of it; it does not sign yet.</summary>
    Published,

    /// <summary>Signs.</summary>
    Signing,

    /// <summary>Signs no more; published until what it signed is dead.</summary>
    Verifying,

    /// <summary>Not published: nothing that it signed counts.</summary>
    Retired,
}
