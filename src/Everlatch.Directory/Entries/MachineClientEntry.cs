using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Directory.Entries;

/// <summary>A machine that gets tokens for itself by <c>client_credentials</c>.</summary>
public sealed record MachineClientEntry
{
    /// <summary>Its id and client_id.</summary>
    public required MachineClientId Id { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>APIs it may call, each with its scopes.</summary>
    public required ImmutableArray<ApiGrant> Apis { get; init; }

    /// <summary>JWS algorithm of its tokens.</summary>
    public required string SigningAlgorithm { get; init; }

    /// <summary>Life of its access tokens in seconds.</summary>
    public required int TokenSeconds { get; init; }

    /// <summary>Public keys for private_key_jwt; null when it authenticates by secret.</summary>
    public ClientKeySet? KeySet { get; init; }

    /// <summary>Its secrets, at most two.</summary>
    public ImmutableArray<ClientSecret> Secrets { get; init; } = [];

    /// <summary>Disabled clients are treated as unknown.</summary>
    public bool Disabled { get; init; }
}
