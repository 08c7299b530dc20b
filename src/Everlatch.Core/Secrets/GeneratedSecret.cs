using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Everlatch.Core.Secrets;

/// <summary>A secret that we made: 256 random bits, shown once as text, kept as SHA-256 and compared in constant time.</summary>
/// <remarks>A slow hash would protect only weak secrets, and these are not weak (docs/adr).</remarks>
public sealed class GeneratedSecret
{
    private const int Bytes = 32;

    private GeneratedSecret(string text) => Text = text;

    /// <summary>The secret itself, to be shown once and then forgotten.</summary>
    public string Text { get; }

    /// <summary>What is stored.</summary>
    public byte[] Hash => HashOf(Text);

    /// <summary>Makes a secret with a prefix that secret scanners can find, such as <c>els_</c>.</summary>
    public static GeneratedSecret New(string prefix) =>
        new(prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>The stored form of a secret that somebody presents.</summary>
    public static byte[] HashOf(string presented) => SHA256.HashData(Encoding.UTF8.GetBytes(presented));

    /// <summary>Compares in constant time; a hash of another length never matches.</summary>
    public static bool Matches(string presented, ReadOnlySpan<byte> stored)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = Encoding.UTF8.GetMaxByteCount(presented.Length);
        Span<byte> utf8 = length <= 1024 ? stackalloc byte[length] : new byte[length];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(presented, utf8)], hash);
        return CryptographicOperations.FixedTimeEquals(hash, stored);
    }

    /// <summary>Never the secret: it must not reach a log by accident.</summary>
    public override string ToString() => "[secret]";
}
