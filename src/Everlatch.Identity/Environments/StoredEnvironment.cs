using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Environments;

/// <summary>An environment as it is stored: an isolated pool of users with its own issuer, keys and hosts.</summary>
public sealed record StoredEnvironment
{
    /// <summary>Its id.</summary>
    public required EnvironmentId Id { get; init; }

    /// <summary>The name that people see.</summary>
    public required string Name { get; init; }

    /// <summary>Where its people live; it never changes.</summary>
    public required Region Region { get; init; }

    /// <summary>What its owner chose.</summary>
    public required EnvironmentSettings Settings { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes, for optimistic concurrency.</summary>
    public required long Version { get; init; }
}
