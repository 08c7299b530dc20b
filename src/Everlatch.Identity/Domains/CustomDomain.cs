using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Domains;

/// <summary>A claim of an environment, or of one of its tenants, to a host name of a customer.</summary>
public sealed record CustomDomain
{
    /// <summary>Its id.</summary>
    public required DomainId Id { get; init; }

    /// <summary>Where its people live.</summary>
    public required EnvironmentId Environment { get; init; }

    /// <summary>The tenant whose it is; null when it is the whole environment's.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>The host name.</summary>
    public required HostName Host { get; init; }

    /// <summary>Where it stands.</summary>
    public required DomainState State { get; init; }

    /// <summary>Why.</summary>
    public required DomainReason Reason { get; init; }

    /// <summary>256 random bits that only this claim's records hold. No secret: DNS shows them to everybody.</summary>
    public required string Challenge { get; init; }

    /// <summary>When it was claimed.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When DNS was last asked.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When it was last proven for the first time; null before, and while it is not.</summary>
    public DateTimeOffset? VerifiedAt { get; init; }

    /// <summary>Since when DNS shows neither record of a domain that was proven.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>When DNS is asked next.</summary>
    public required DateTimeOffset NextCheckAt { get; init; }

    /// <summary>Counts its changes of state and reason, for optimistic concurrency.</summary>
    public required long Version { get; init; }

    /// <summary>The look of the pages there; null is the environment's.</summary>
    public Branding? Branding { get; init; }

    /// <summary>Whether its host leads to the environment.</summary>
    public bool IsServed => State is DomainState.Verified or DomainState.Live;

    /// <summary>The issuer of tokens issued there.</summary>
    public string Issuer => $"https://{Host}";
}
