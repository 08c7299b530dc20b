using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Entries;

namespace Everlatch.Identity.Apis;

/// <summary>An API as it is stored.</summary>
public sealed record StoredApi
{
    /// <summary>Its id.</summary>
    public required ApiId Id { get; init; }

    /// <summary>The <c>aud</c> of its tokens; it never changes.</summary>
    public required string Audience { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Scopes it knows.</summary>
    public required ImmutableArray<ApiScope> Scopes { get; init; }

    /// <summary>Longest life of access tokens for it, in seconds.</summary>
    public required int TokenSeconds { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts its changes, for optimistic concurrency.</summary>
    public required long Version { get; init; }

    /// <summary>Whether it is the management API, which every environment has and nobody changes.</summary>
    public bool IsBuiltIn => Audience == ManagementScopes.Audience;
}
