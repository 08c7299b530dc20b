using System.Security.Cryptography;
using Everlatch.Core.Ids;
using Microsoft.IdentityModel.Tokens;
using NSec.Cryptography;

namespace Everlatch.Directory.Tokens;

/// <summary>Reads a private key from PKCS #8 (RFC 5958), as the kind of key that its algorithm signs with.</summary>
internal static class KeyFormat
{
    public static SecurityKey Import(string algorithm, KeyId id, byte[] pkcs8)
    {
        SecurityKey key = algorithm switch
        {
            SigningAlgorithms.Es256 => new ECDsaSecurityKey(ImportEcdsa(pkcs8)),
            SigningAlgorithms.Rs256 or SigningAlgorithms.Ps256 => new RsaSecurityKey(ImportRsa(pkcs8)),
            SigningAlgorithms.EdDsa => new Ed25519SecurityKey(
                Key.Import(SignatureAlgorithm.Ed25519, pkcs8, KeyBlobFormat.PkixPrivateKey)),
            _ => throw new CryptographicException($"Key {id} is for the unknown algorithm '{algorithm}'."),
        };
        key.KeyId = id.Value;
        return key;
    }

    private static ECDsa ImportEcdsa(byte[] pkcs8)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return ecdsa;
    }

    private static RSA ImportRsa(byte[] pkcs8)
    {
        var rsa = RSA.Create();
        rsa.ImportPkcs8PrivateKey(pkcs8, out _);
        return rsa;
    }
}
