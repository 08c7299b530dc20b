using System.Security.Cryptography;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tokens;

/// <summary>The stored form of a signing key: PKCS#8 (RFC 5958), sealed by the master key for its environment.</summary>
public static class SealedSigningKey
{
    /// <summary>Seals a private key in PKCS#8 form.</summary>
    public static byte[] Seal(MasterKey master, EnvironmentId environment, ReadOnlySpan<byte> pkcs8) =>
        master.Seal(Purpose(environment), pkcs8);

    /// <summary>Opens a private key and makes it ready to sign by the algorithm.</summary>
    /// <exception cref="CryptographicException">Another master key sealed it, or it was altered.</exception>
    public static SecurityKey Open(MasterKey master, EnvironmentId environment, KeyId id, string algorithm, ReadOnlySpan<byte> sealedKey)
    {
        var pkcs8 = master.Open(Purpose(environment), sealedKey);
        try
        {
            return Import(id, algorithm, pkcs8);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private static SecurityKey Import(KeyId id, string algorithm, ReadOnlySpan<byte> pkcs8)
    {
        if (algorithm.StartsWith("ES", StringComparison.Ordinal))
        {
            var ecdsa = ECDsa.Create();
            ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return new ECDsaSecurityKey(ecdsa) { KeyId = id.Value };
        }

        if (algorithm.StartsWith("RS", StringComparison.Ordinal) || algorithm.StartsWith("PS", StringComparison.Ordinal))
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return new RsaSecurityKey(rsa) { KeyId = id.Value };
        }

        throw new CryptographicException($"Keys for '{algorithm}' are not known to this release.");
    }

    private static string Purpose(EnvironmentId environment) => $"keys:{environment}";
}
