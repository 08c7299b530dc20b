using System.Collections.Immutable;
using Everlatch.Directory.Entries;
using Everlatch.Directory.Tokens;

namespace Everlatch.Identity.Applications;

/// <summary>What its owner says about an application.</summary>
public sealed record ApplicationDraft
{
    /// <summary>The name that people see on the consent page.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it belongs to the environment's owner: people are not asked for consent.</summary>
    public bool FirstParty { get; init; }

    /// <summary>Addresses a code may be sent to, compared as exact strings.</summary>
    public ImmutableArray<string> RedirectUris { get; init; } = [];

    /// <summary>Addresses a browser may be sent to after sign-out, compared as exact strings.</summary>
    public ImmutableArray<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Identity scopes it may ask for.</summary>
    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>APIs it may ask for tokens to.</summary>
    public ImmutableArray<ApiGrant> Apis { get; init; } = [];

    /// <summary>JWK set for private_key_jwt; null when it authenticates by secret or not at all.</summary>
    public string? Jwks { get; init; }

    /// <summary>JWS algorithm of its tokens.</summary>
    public string SigningAlgorithm { get; init; } = SigningAlgorithms.Es256;

    /// <summary>Further choices.</summary>
    public ApplicationSettings Settings { get; init; } = new();

    /// <summary>Disabled applications are treated as unknown.</summary>
    public bool Disabled { get; init; }
}
