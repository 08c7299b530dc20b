using System.Diagnostics.CodeAnalysis;
using NSec.Cryptography;

namespace Everlatch.Edge.Regions;

/// <summary>Proves that a page comes from a region; 32 bytes, written in Base64.</summary>
public sealed class FeedPublicKey
{
    private readonly PublicKey key;

    internal FeedPublicKey(PublicKey key) => this.key = key;

    /// <summary>Parses what <see cref="ToString" /> wrote.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FeedPublicKey? key)
    {
        var algorithm = SignatureAlgorithm.Ed25519;
        var bytes = new byte[algorithm.PublicKeySize];
        key = Convert.TryFromBase64String(text ?? "", bytes, out var length)
            && length == bytes.Length
            && PublicKey.TryImport(algorithm, bytes, KeyBlobFormat.RawPublicKey, out var imported)
                ? new FeedPublicKey(imported!)
                : null;
        return key is not null;
    }

    /// <summary>Parses what was parsed before.</summary>
    /// <exception cref="FormatException">It is no such key.</exception>
    public static FeedPublicKey Parse(string text) =>
        TryParse(text, out var key) ? key : throw new FormatException($"'{text}' is no key of a routing directory.");

    /// <inheritdoc />
    public override string ToString() => Convert.ToBase64String(key.Export(KeyBlobFormat.RawPublicKey));

    internal bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature) =>
        SignatureAlgorithm.Ed25519.Verify(key, data, signature);
}
