using Microsoft.IdentityModel.Tokens;
using NSec.Cryptography;

namespace Everlatch.Directory.Tokens;

/// <summary>Signs and verifies with one Ed25519 key. NSec's keys may be used by several threads at once.</summary>
internal sealed class Ed25519Signatures(Ed25519SecurityKey key) : SignatureProvider(key, SigningAlgorithms.EdDsa)
{
    private static readonly SignatureAlgorithm Ed25519 = SignatureAlgorithm.Ed25519;

    public override byte[] Sign(byte[] input) => Ed25519.Sign(Private, input);

    public override byte[] Sign(byte[] input, int offset, int count) => Ed25519.Sign(Private, input.AsSpan(offset, count));

    public override bool Sign(ReadOnlySpan<byte> data, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = 0;
        if (destination.Length < Ed25519.SignatureSize)
        {
            return false;
        }

        Ed25519.Sign(Private, data, destination[..Ed25519.SignatureSize]);
        bytesWritten = Ed25519.SignatureSize;
        return true;
    }

    public override bool Verify(byte[] input, byte[] signature) => Ed25519.Verify(key.PublicKey, input, signature);

    public override bool Verify(
        byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength) =>
        Ed25519.Verify(
            key.PublicKey, input.AsSpan(inputOffset, inputLength), signature.AsSpan(signatureOffset, signatureLength));

    // The key belongs to whoever made it.
    protected override void Dispose(bool disposing)
    {
    }

    private Key Private => key.PrivateKey ?? throw new InvalidOperationException("Only the public half of this key is known.");
}
