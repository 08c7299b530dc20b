using System.Security.Cryptography;
using System.Text.Json;
using Everlatch.Core.Ids;
using Microsoft.IdentityModel.Tokens;
using NSec.Cryptography;

namespace Everlatch.Directory.Tokens;

/// <summary>A signing key just made: its private half to be sealed, its public half to be published.</summary>
/// <param name="Pkcs8">The private half (RFC 5958).</param>
/// <param name="PublicJwk">The public half as JWK (RFC 7517) without private members.</param>
public sealed record GeneratedKey(byte[] Pkcs8, string PublicJwk)
{
    private const int RsaBits = 2048;

    /// <summary>Makes a key for an algorithm.</summary>
    public static GeneratedKey For(string algorithm, KeyId id) => algorithm switch
    {
        SigningAlgorithms.Es256 => NewEcdsa(id),
        SigningAlgorithms.Rs256 or SigningAlgorithms.Ps256 => NewRsa(algorithm, id),
        SigningAlgorithms.EdDsa => NewEd25519(id),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No keys are made for this algorithm."),
    };

    /// <summary>Never the key: it must not reach a log by accident.</summary>
    public override string ToString() => "[signing key]";

    private static GeneratedKey NewEcdsa(KeyId id)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = ecdsa.ExportParameters(false).Q;
        return new GeneratedKey(ecdsa.ExportPkcs8PrivateKey(), Jwk(id, SigningAlgorithms.Es256, new()
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64UrlEncoder.Encode(point.X),
            ["y"] = Base64UrlEncoder.Encode(point.Y),
        }));
    }

    private static GeneratedKey NewRsa(string algorithm, KeyId id)
    {
        using var rsa = RSA.Create(RsaBits);
        var parameters = rsa.ExportParameters(false);
        return new GeneratedKey(rsa.ExportPkcs8PrivateKey(), Jwk(id, algorithm, new()
        {
            ["kty"] = "RSA",
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        }));
    }

    private static GeneratedKey NewEd25519(KeyId id)
    {
        using var key = Key.Create(
            SignatureAlgorithm.Ed25519, new KeyCreationParameters { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        return new GeneratedKey(key.Export(KeyBlobFormat.PkixPrivateKey), Jwk(id, SigningAlgorithms.EdDsa, new()
        {
            ["kty"] = "OKP",
            ["crv"] = "Ed25519",
            ["x"] = Base64UrlEncoder.Encode(key.PublicKey.Export(KeyBlobFormat.RawPublicKey)),
        }));
    }

    private static string Jwk(KeyId id, string algorithm, Dictionary<string, string> members)
    {
        members["kid"] = id.Value;
        members["alg"] = algorithm;
        members["use"] = "sig";
        return JsonSerializer.Serialize(members);
    }
}
