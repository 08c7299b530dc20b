namespace Everlatch.Identity.Domains;

/// <summary>What follows from a look at DNS.</summary>
/// <param name="State">The state.</param>
/// <param name="Reason">Why.</param>
/// <param name="FailingSince">Since when a proven domain's records are missing.</param>
/// <param name="NextCheckAt">When to look again.</param>
internal sealed record DomainVerdict(
    DomainState State, DomainReason Reason, DateTimeOffset? FailingSince, DateTimeOffset NextCheckAt)
{
    /// <summary>When to order a certificate for the host; null to leave it as it is.</summary>
    public DateTimeOffset? OrderCertificateAt { get; init; }

    /// <summary>Whether the host is to lead to the environment.</summary>
    public bool IsServed => State is DomainState.Verified or DomainState.Live;
}
