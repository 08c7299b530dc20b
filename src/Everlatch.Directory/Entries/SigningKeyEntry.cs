using Everlatch.Core.Ids;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Entries;

/// <summary>A signing key, opened and ready. Its life: published, signs, signs no more, retired from the JWK set.</summary>
public sealed record SigningKeyEntry
{
    /// <summary>Its id and <c>kid</c>.</summary>
    public required KeyId Id { get; init; }

    /// <summary>JWS algorithm (RFC 7518 §3.1).</summary>
    public required string Algorithm { get; init; }

    /// <summary>The public half as it stands in the JWK set, without private members.</summary>
    public required string PublicJwk { get; init; }

    /// <summary>The private key, imported when it is first used.</summary>
    public required Lazy<SecurityKey> Private { get; init; }

    /// <summary>The private key, ready to sign.</summary>
    public SecurityKey Key => Private.Value;

    /// <summary>From when it signs; until then it is only published, so that verifiers' caches learn of it.</summary>
    public required DateTimeOffset SignsFrom { get; init; }

    /// <summary>When a newer key took over; null while it signs.</summary>
    public DateTimeOffset? SignsUntil { get; init; }

    /// <summary>Whether it is the algorithm's signer at a moment.</summary>
    public bool SignsAt(DateTimeOffset now) => SignsFrom <= now && (SignsUntil is null || now < SignsUntil);
}
