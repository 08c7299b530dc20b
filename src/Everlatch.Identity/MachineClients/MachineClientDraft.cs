using System.Collections.Immutable;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Identity.MachineClients;

/// <summary>What its owner says about a machine client.</summary>
public sealed record MachineClientDraft
{
    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>APIs it may call, each with its scopes.</summary>
    public required ImmutableArray<ApiGrant> Apis { get; init; }

    /// <summary>Public keys for private_key_jwt as a JWK set; null when it authenticates by secret.</summary>
    public string? Jwks { get; init; }

    /// <summary>JWS algorithm of its tokens. Default ES256.</summary>
    public string SigningAlgorithm { get; init; } = SigningAlgorithms.Es256;

    /// <summary>Life of its access tokens in seconds. Default 600.</summary>
    public int TokenSeconds { get; init; } = 600;

    /// <summary>Whether it is switched off: it is treated as unknown, and tokens it holds are dead.</summary>
    public bool Disabled { get; init; }
}
