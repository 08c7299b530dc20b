using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Directory.Entries;

/// <summary>A credential that a tenant or a user made for their own scripts. It dies with its owner.</summary>
public sealed record ApiTokenEntry
{
    /// <summary>Its id and client_id.</summary>
    public required ApiTokenId Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The tenant in whose name it acts.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user who owns it; null when the tenant does.</summary>
    public UserId? User { get; init; }

    /// <summary>Roles of its owner in the tenant, kept up to date with the membership.</summary>
    public required ImmutableArray<string> OwnerRoles { get; init; }

    /// <summary>Permissions asked for; a token carries those of them that the roles still give.</summary>
    public required ImmutableArray<string> Permissions { get; init; }

    /// <summary>When it ends; null when it does not end by itself.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether it was revoked, by hand or with its owner.</summary>
    public bool Revoked { get; init; }

    /// <summary>Its secrets, at most two.</summary>
    public ImmutableArray<ClientSecret> Secrets { get; init; } = [];
}
