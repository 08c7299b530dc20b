using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Everlatch.Directory.Tokens;
using Microsoft.IdentityModel.Tokens;
using NSec.Cryptography;

namespace Everlatch.Directory.Clients;

/// <summary>
/// One public key of a client with the algorithms that it may be used with, so that a header cannot choose another.
/// </summary>
/// <param name="KeyId">Its <c>kid</c>; null when it has none.</param>
/// <param name="Key">The public key.</param>
/// <param name="Algorithms">Algorithms it verifies: those of its kind, or the one that its <c>alg</c> names.</param>
public sealed record ClientKey(string? KeyId, SecurityKey Key, ImmutableArray<string> Algorithms)
{
    private const int MinRsaBits = 2048;
    private const int MaxRsaBits = 8192;

    private static readonly ImmutableArray<string> RsaAlgorithms = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];

    /// <summary>Reads one JWK; refuses private and symmetric keys, weak keys and keys for encryption.</summary>
    internal static bool TryParse(
        JsonWebKey jwk, [NotNullWhen(true)] out ClientKey? key, [NotNullWhen(false)] out string? problem)
    {
        key = null;
        problem = ProblemWith(jwk);
        if (problem is not null)
        {
            return false;
        }

        if (Import(jwk) is not { } imported)
        {
            problem = "An RSA key of 2048 to 8192 bits, or one on P-256, P-384, P-521 or Ed25519 was expected.";
            return false;
        }

        var (material, algorithms) = imported;
        if (jwk.Alg is { Length: > 0 } && !algorithms.Contains(jwk.Alg))
        {
            problem = $"The alg '{jwk.Alg}' does not fit the key; expected was one of {string.Join(", ", algorithms)}.";
            return false;
        }

        var keyId = string.IsNullOrEmpty(jwk.Kid) ? null : jwk.Kid;
        material.KeyId = keyId;
        key = new ClientKey(keyId, material, jwk.Alg is { Length: > 0 } ? [jwk.Alg] : algorithms);
        return true;
    }

    private static string? ProblemWith(JsonWebKey jwk) =>
        jwk.HasPrivateKey || jwk.D is not null || jwk.K is not null
            ? "A key set of a client holds public keys only; this one has private or symmetric members."
            : jwk.Use is null or "" or "sig"
                ? null
                : $"A key for signatures was expected, not one for the use '{jwk.Use}'.";

    private static (SecurityKey Key, ImmutableArray<string> Algorithms)? Import(JsonWebKey jwk)
    {
        try
        {
            return (jwk.Kty, jwk.Crv) switch
            {
                ("EC", "P-256") => (Ecdsa(jwk, ECCurve.NamedCurves.nistP256), ["ES256"]),
                ("EC", "P-384") => (Ecdsa(jwk, ECCurve.NamedCurves.nistP384), ["ES384"]),
                ("EC", "P-521") => (Ecdsa(jwk, ECCurve.NamedCurves.nistP521), ["ES512"]),
                ("OKP", "Ed25519") => (Ed25519(jwk), [SigningAlgorithms.EdDsa]),
                ("RSA", _) when Rsa(jwk) is { KeySize: >= MinRsaBits and <= MaxRsaBits } rsa => (rsa, RsaAlgorithms),
                _ => null,
            };
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            return null; // a point off its curve, a broken number
        }
    }

    // Creating the key proves that the point lies on its curve.
    private static ECDsaSecurityKey Ecdsa(JsonWebKey jwk, ECCurve curve) =>
        new(ECDsa.Create(new ECParameters
        {
            Curve = curve,
            Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(jwk.X), Y = Base64UrlEncoder.DecodeBytes(jwk.Y) },
        }));

    // The platform takes a number of no bytes for a mistake of ours.
    private static RsaSecurityKey? Rsa(JsonWebKey jwk) =>
        Base64UrlEncoder.DecodeBytes(jwk.N) is { Length: > 0 } modulus
        && Base64UrlEncoder.DecodeBytes(jwk.E) is { Length: > 0 } exponent
            ? new(RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }))
            : null;

    private static Ed25519SecurityKey Ed25519(JsonWebKey jwk) =>
        new(PublicKey.Import(SignatureAlgorithm.Ed25519, Base64UrlEncoder.DecodeBytes(jwk.X), KeyBlobFormat.RawPublicKey));
}
