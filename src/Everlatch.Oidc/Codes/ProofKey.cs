using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Oidc.Codes;

/// <summary>PKCE with S256 (RFC 7636); <c>plain</c> proves nothing to whoever saw the request.</summary>
internal static class ProofKey
{
    private const int MinLength = 43;
    private const int MaxLength = 128;

    private static readonly SearchValues<char> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~");

    /// <summary>Whether a text can be an S256 challenge (§4.2): 32 bytes in base64url.</summary>
    public static bool IsChallenge(string? text) =>
        text is { Length: MinLength } && Base64Url.IsValid(text, out var length) && length == SHA256.HashSizeInBytes;

    /// <summary>Whether a text can be a verifier (§4.1).</summary>
    public static bool IsVerifier(string? text) =>
        text is { Length: >= MinLength and <= MaxLength } && !text.AsSpan().ContainsAnyExcept(Unreserved);

    /// <summary>The challenge of a verifier.</summary>
    public static string ChallengeOf(string verifier) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
}
