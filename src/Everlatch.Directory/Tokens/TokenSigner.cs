using System.Security.Cryptography;
using Everlatch.Directory.Entries;
using Microsoft.IdentityModel.Tokens;
using NSec.Cryptography;

namespace Everlatch.Directory.Tokens;

/// <summary>Signs with the key that is an environment's signer of an algorithm at a moment.</summary>
public static class TokenSigner
{
    /// <summary>Room that the longest signature takes: RSA with 4096 bits.</summary>
    public const int MaxSignatureLength = 512;

    /// <summary>The current signer; null when the environment has no key for the algorithm.</summary>
    public static SigningKeyEntry? Current(DirectoryEnvironment environment, string algorithm, DateTimeOffset now)
    {
        SigningKeyEntry? current = null;
        foreach (var key in environment.Keys)
        {
            if (key.Algorithm == algorithm && key.SignsAt(now) && (current is null || key.SignsFrom > current.SignsFrom))
            {
                current = key;
            }
        }

        return current;
    }

    /// <summary>Writes a JWS signature (RFC 7518 §3.3 to §3.5, RFC 8037 §3.1) and says how long it is.</summary>
    public static int Sign(SigningKeyEntry key, ReadOnlySpan<byte> input, Span<byte> destination)
    {
        int written;
        var signed = key.Key switch
        {
            ECDsaSecurityKey { ECDsa: var ecdsa } => ecdsa.TrySignData(
                input, destination, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation, out written),
            RsaSecurityKey { Rsa: var rsa } => rsa.TrySignData(
                input, destination, HashAlgorithmName.SHA256, PaddingOf(key.Algorithm), out written),
            Ed25519SecurityKey ed25519 => TrySign(ed25519, input, destination, out written),
            var other => throw new CryptographicException($"Key {key.Id} is of the unknown kind {other.GetType().Name}."),
        };
        return signed ? written : throw new CryptographicException($"The signature of key {key.Id} did not fit its buffer.");
    }

    private static RSASignaturePadding PaddingOf(string algorithm) =>
        algorithm == SigningAlgorithms.Ps256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    private static bool TrySign(Ed25519SecurityKey key, ReadOnlySpan<byte> input, Span<byte> destination, out int written)
    {
        written = SignatureAlgorithm.Ed25519.SignatureSize;
        SignatureAlgorithm.Ed25519.Sign(key.PrivateKey!, input, destination[..written]);
        return true;
    }
}
