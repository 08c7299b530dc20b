using Everlatch.Core.Ids;

namespace Everlatch.Identity.Keys;

/// <summary>A signing key as an operator sees it: its times, and never its private half.</summary>
public sealed record StoredKey
{
    /// <summary>Its id and <c>kid</c>.</summary>
    public required KeyId Id { get; init; }

    /// <summary>JWS algorithm.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The public half.</summary>
    public required string PublicJwkJson { get; init; }

    /// <summary>Since when it is published.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    /// <summary>From when it signs.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>When it signs no more; null while no other key is to take over.</summary>
    public DateTimeOffset? SignsUntil { get; init; }

    /// <summary>When it was taken out of the JWK set.</summary>
    public DateTimeOffset? RetiredAt { get; init; }
}
