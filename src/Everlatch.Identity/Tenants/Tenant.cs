using Everlatch.Core.Ids;

namespace Everlatch.Identity.Tenants;

/// <summary>A customer organisation inside an environment.</summary>
public sealed record Tenant
{
    /// <summary>Its id.</summary>
    public required TenantId Id { get; init; }

    /// <summary>A short name, unique in the environment, that fits into an address; it never changes.</summary>
    public required string Key { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Since when nobody may act in it; null while it is in use.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes, for optimistic concurrency.</summary>
    public required long Version { get; init; }
}
