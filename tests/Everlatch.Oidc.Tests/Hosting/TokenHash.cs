using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>
/// Computes <c>at_hash</c> (OpenID Connect Core §3.1.3.6): Ed25519 hashes with SHA-512, the other algorithms with SHA-256.
/// </summary>
internal static class TokenHash
{
    public static string Of(string accessToken, string algorithm = "ES256")
    {
        var bytes = Encoding.ASCII.GetBytes(accessToken);
        var hash = algorithm == "EdDSA" ? SHA512.HashData(bytes) : SHA256.HashData(bytes);
        return Base64Url.EncodeToString(hash.AsSpan(0, hash.Length / 2));
    }
}
