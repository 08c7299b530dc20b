using Everlatch.Core.Ids;

namespace Everlatch.Identity.Sessions;

/// <summary>A live session as its owner or an administrator sees it in a list.</summary>
public sealed record ListedSession
{
    /// <summary>Its id.</summary>
    public required SessionId Id { get; init; }

    /// <summary>The tenant its user acts in.</summary>
    public TenantId? Tenant { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the browser was last seen, to the minute.</summary>
    public required DateTimeOffset LastSeenAt { get; init; }

    /// <summary>When it ends in any case.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The network address it began at.</summary>
    public required string Address { get; init; }

    /// <summary>What the browser called itself.</summary>
    public required string UserAgent { get; init; }
}
