using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Directory.Entries;

/// <summary>A named set of permissions that a membership carries.</summary>
public sealed record RoleEntry
{
    /// <summary>Its id.</summary>
    public required RoleId Id { get; init; }

    /// <summary>The short name that tokens carry, such as <c>admin</c>.</summary>
    public required string Key { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What it allows, such as <c>invoices:read</c>.</summary>
    public required ImmutableArray<string> Permissions { get; init; }
}
