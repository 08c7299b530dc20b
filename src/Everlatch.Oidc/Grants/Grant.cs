using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Oidc.Grants;

/// <summary>
/// What one sign-in gave one application. Its refresh tokens are a family; its access tokens carry its id as <c>gid</c>.
/// </summary>
public sealed record Grant
{
    /// <summary>Its id.</summary>
    public required GrantId Id { get; init; }

    /// <summary>The application that holds it.</summary>
    public required AppId Application { get; init; }

    /// <summary>The user who gave it.</summary>
    public required UserId User { get; init; }

    /// <summary>
    /// The tenant in which the user acts; null outside of any. It never changes: another tenant is another grant.
    /// </summary>
    public TenantId? Tenant { get; init; }

    /// <summary>The browser session it was given in; the grant ends with it.</summary>
    public required SessionId Session { get; init; }

    /// <summary>The issuer it was made at; every token of the grant names it.</summary>
    public required string Issuer { get; init; }

    /// <summary>Scopes that were granted.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>Resources (RFC 8707) that were granted.</summary>
    public required ImmutableArray<string> Resources { get; init; }

    /// <summary>How the user signed in (RFC 8176).</summary>
    public required ImmutableArray<string> Amr { get; init; }

    /// <summary>When the user signed in.</summary>
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>When it ends if it is not refreshed.</summary>
    public required DateTimeOffset IdleExpiresAt { get; init; }

    /// <summary>When it ends in any case.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
