using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Memberships;

/// <summary>A user's place in a tenant.</summary>
public sealed record Membership
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The user.</summary>
    public required UserId User { get; init; }

    /// <summary>Keys of the roles that the user has there, sorted.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>When the user joined.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the roles last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes, for optimistic concurrency.</summary>
    public required long Version { get; init; }
}
