using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Roles;

/// <summary>A named set of permissions as it is stored.</summary>
public sealed record Role
{
    /// <summary>Its id.</summary>
    public required RoleId Id { get; init; }

    /// <summary>The short name that memberships and tokens carry; it never changes.</summary>
    public required string Key { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it allows, sorted.</summary>
    public required ImmutableArray<string> Permissions { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes, for optimistic concurrency.</summary>
    public required long Version { get; init; }
}
