using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Directory.Entries;

/// <summary>An application that people sign in to: an OAuth client of the interactive flows.</summary>
public sealed record ApplicationEntry
{
    /// <summary>Its id and client_id.</summary>
    public required AppId Id { get; init; }

    /// <summary>The name that people see on the consent page.</summary>
    public required string Name { get; init; }

    /// <summary>What it is; decides whether it must authenticate.</summary>
    public required ApplicationKind Kind { get; init; }

    /// <summary>Whether it belongs to the environment's owner: people are not asked for consent.</summary>
    public required bool FirstParty { get; init; }

    /// <summary>Addresses a code may be sent to, compared as exact strings (RFC 9700 §2.1).</summary>
    public required ImmutableArray<string> RedirectUris { get; init; }

    /// <summary>Addresses a browser may be sent to after sign-out, compared as exact strings.</summary>
    public required ImmutableArray<string> PostLogoutRedirectUris { get; init; }

    /// <summary>Identity scopes it may ask for, such as <c>openid</c>, <c>email</c>, <c>offline_access</c>.</summary>
    public required ImmutableArray<string> Scopes { get; init; }

    /// <summary>APIs it may ask for tokens to, each with the scopes it may ask for.</summary>
    public required ImmutableArray<ApiGrant> Apis { get; init; }

    /// <summary>JWS algorithm of its tokens.</summary>
    public required string SigningAlgorithm { get; init; }

    /// <summary>Public keys for private_key_jwt; null when it authenticates by secret or not at all.</summary>
    public ClientKeySet? KeySet { get; init; }

    /// <summary>Its live and expired secrets, at most two.</summary>
    public ImmutableArray<ClientSecret> Secrets { get; init; } = [];

    /// <summary>Further choices.</summary>
    public ApplicationSettings Settings { get; init; } = new();

    /// <summary>Disabled applications are treated as unknown.</summary>
    public bool Disabled { get; init; }
}
