using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>Computes <c>at_hash</c> (OpenID Connect Core §3.1.3.6) for algorithms with SHA-256.</summary>
internal static class TokenHash
{
    public static string Of(string accessToken) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16));
}
