using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.MachineClients;

/// <summary>A machine client as it is stored.</summary>
public sealed record StoredMachineClient
{
    /// <summary>Its id and client_id.</summary>
    public required MachineClientId Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>APIs it may call, each with its scopes.</summary>
    public required ImmutableArray<ApiGrant> Apis { get; init; }

    /// <summary>Public keys for private_key_jwt as a JWK set; null when it authenticates by secret.</summary>
    public string? Jwks { get; init; }

    /// <summary>JWS algorithm of its tokens.</summary>
    public required string SigningAlgorithm { get; init; }

    /// <summary>Life of its access tokens in seconds.</summary>
    public required int TokenSeconds { get; init; }

    /// <summary>Since when it is switched off; null while it is not.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes, for optimistic concurrency.</summary>
    public required long Version { get; init; }
}
