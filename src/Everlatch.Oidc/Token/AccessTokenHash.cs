using System.Buffers.Text;
using System.Security.Cryptography;
using Everlatch.Directory.Tokens;

namespace Everlatch.Oidc.Token;

/// <summary>
/// Computes <c>at_hash</c> (OpenID Connect Core §3.1.3.6): the left half of the access token's hash, by the hash of
/// the ID token's algorithm. Ed25519 hashes with SHA-512 (RFC 8032 §5.1); the other algorithms of ours with SHA-256.
/// </summary>
internal static class AccessTokenHash
{
    /// <summary>Half of SHA-512 as base64url.</summary>
    public const int MaxLength = 43;

    /// <summary>Writes it and says how long it is.</summary>
    public static int Write(ReadOnlySpan<byte> accessToken, string algorithm, Span<byte> destination)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        var length = algorithm == SigningAlgorithms.EdDsa
            ? SHA512.HashData(accessToken, hash)
            : SHA256.HashData(accessToken, hash);
        return Base64Url.EncodeToUtf8(hash[..(length / 2)], destination);
    }
}
