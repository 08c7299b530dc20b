using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Hosting;

/// <summary>A token of the configuration that whoever asks has to bring.</summary>
/// <param name="token">The token.</param>
public sealed class BearerToken(string token)
{
    private const string Scheme = "Bearer ";

    // Hashes have one length, so that comparing them tells nothing about the token's.
    private readonly byte[] expected = Hash(token);

    /// <summary>Whether a request brings it. Compared in constant time.</summary>
    public bool IsIn(HttpRequest request) =>
        request.Headers.Authorization.ToString() is var header
        && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(expected, Hash(header[Scheme.Length..]));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
