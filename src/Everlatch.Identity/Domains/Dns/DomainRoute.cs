namespace Everlatch.Identity.Domains.Dns;

/// <summary>Where a host leads.</summary>
internal enum DomainRoute
{
    /// <summary>Nobody can say at the moment.</summary>
    Unknown,

    /// <summary>To us, as this claim wants it.</summary>
    Here,

    /// <summary>To us, by a record that is not this claim's.</summary>
    Dangling,

    /// <summary>To somebody else, or nowhere.</summary>
    Elsewhere,
}
