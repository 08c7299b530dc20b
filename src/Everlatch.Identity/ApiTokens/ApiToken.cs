using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.ApiTokens;

/// <summary>A credential that a tenant or a user made for their own scripts. It dies with its owner.</summary>
public sealed record ApiToken
{
    /// <summary>Its id and client_id.</summary>
    public required ApiTokenId Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant in whose name it acts.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user who owns it; null when the tenant does.</summary>
    public UserId? User { get; init; }

    /// <summary>Roles that bound it: the owner's membership, or those the tenant gave it.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>Permissions asked for; a token carries those of them that the roles still give.</summary>
    public required ImmutableArray<string> Permissions { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends; null when it does not end by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it was revoked, by hand or with its owner.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When it was last used, to within a minute or so.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }

    /// <summary>Counts its changes.</summary>
    public required long Version { get; init; }
}
