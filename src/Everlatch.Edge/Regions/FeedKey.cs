using Everlatch.Core.Secrets;
using NSec.Cryptography;

namespace Everlatch.Edge.Regions;

/// <summary>
/// What a region signs its routing directory with: Ed25519 (RFC 8032), made from the region's master key, so that all its servers
/// have it, nothing stores it, and no edge has it.
/// </summary>
public sealed class FeedKey : IDisposable
{
    private readonly Key key;

    /// <summary>The key of the region that has this master key.</summary>
    public FeedKey(MasterKey master) =>
        key = Key.Import(SignatureAlgorithm.Ed25519, master.Derive("routing directory"), KeyBlobFormat.RawPrivateKey);

    /// <summary>What other regions' edges are told to believe.</summary>
    public FeedPublicKey Public => new(key.PublicKey);

    /// <inheritdoc />
    public void Dispose() => key.Dispose();

    internal void Sign(ReadOnlySpan<byte> data, Span<byte> signature) =>
        SignatureAlgorithm.Ed25519.Sign(key, data, signature);
}
