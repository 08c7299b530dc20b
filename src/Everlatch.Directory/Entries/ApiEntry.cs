using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Directory.Entries;

/// <summary>An API that accepts access tokens.</summary>
public sealed record ApiEntry
{
    /// <summary>Its id.</summary>
    public required ApiId Id { get; init; }

    /// <summary>The <c>aud</c> of its tokens and the value of a <c>resource</c> parameter (RFC 8707): an absolute URI.</summary>
    public required string Audience { get; init; }

    /// <summary>A name for people.</summary>
    public required string Name { get; init; }

    /// <summary>Scopes it knows.</summary>
    public required ImmutableArray<ApiScope> Scopes { get; init; }

    /// <summary>Life of access tokens for it in seconds, where the client sets none shorter.</summary>
    public required int TokenSeconds { get; init; }
}
