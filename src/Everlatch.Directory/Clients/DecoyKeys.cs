using System.Collections.Immutable;
using System.Security.Cryptography;
using Everlatch.Directory.Tokens;
using Microsoft.IdentityModel.Tokens;
using NSec.Cryptography;

namespace Everlatch.Directory.Clients;

/// <summary>
/// Keys whose private halves nobody has: an assertion that no key of a client fits is verified with one of these.
/// </summary>
/// <remarks>Without them the time of a refusal would tell an unknown client, or one without keys, from a known one.</remarks>
internal static class DecoyKeys
{
    private static readonly Lazy<SecurityKey> P256 = Ecdsa(ECCurve.NamedCurves.nistP256);
    private static readonly Lazy<SecurityKey> P384 = Ecdsa(ECCurve.NamedCurves.nistP384);
    private static readonly Lazy<SecurityKey> P521 = Ecdsa(ECCurve.NamedCurves.nistP521);
    private static readonly Lazy<SecurityKey> Rsa = new(() => new RsaSecurityKey(RSA.Create(2048).ExportParameters(false)));
    private static readonly Lazy<SecurityKey> Ed25519 =
        new(() => new Ed25519SecurityKey(Key.Create(SignatureAlgorithm.Ed25519).PublicKey));

    /// <summary>A key of the algorithm's kind; none for algorithms that no client can use.</summary>
    public static ImmutableArray<SecurityKey> For(string algorithm) => algorithm switch
    {
        "ES256" => [P256.Value],
        "ES384" => [P384.Value],
        "ES512" => [P521.Value],
        "RS256" or "RS384" or "RS512" or "PS256" or "PS384" or "PS512" => [Rsa.Value],
        SigningAlgorithms.EdDsa => [Ed25519.Value],
        _ => [],
    };

    private static Lazy<SecurityKey> Ecdsa(ECCurve curve) => new(() => new ECDsaSecurityKey(ECDsa.Create(curve)));
}
