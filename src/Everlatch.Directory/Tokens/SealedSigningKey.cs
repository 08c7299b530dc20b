using System.Security.Cryptography;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Directory.Tokens;

/// <summary>The stored form of a signing key: PKCS #8 (RFC 5958), sealed by the master key for its environment.</summary>
public static class SealedSigningKey
{
    /// <summary>Seals a private key in PKCS #8 form. A row copied to another environment does not open there.</summary>
    public static byte[] Seal(MasterKey master, EnvironmentId environment, ReadOnlySpan<byte> pkcs8) =>
        master.Seal(Purpose(environment), pkcs8);

    /// <summary>Opens a private key; it is made ready to sign by the algorithm when it is first used.</summary>
    /// <exception cref="CryptographicException">Another master key or environment sealed it, or it was altered.</exception>
    public static Lazy<SecurityKey> Open(
        MasterKey master, EnvironmentId environment, KeyId id, string algorithm, ReadOnlySpan<byte> sealedKey)
    {
        // Opened now, so that a wrong master key shows at start; imported at first use, because an import costs far more
        // time and memory, and most of many environments' keys sleep.
        var pkcs8 = master.Open(Purpose(environment), sealedKey);
        return new Lazy<SecurityKey>(() =>
        {
            var key = KeyFormat.Import(algorithm, id, pkcs8);
            CryptographicOperations.ZeroMemory(pkcs8);
            return key;
        });
    }

    /// <summary>What they are sealed for.</summary>
    public static string Purpose(EnvironmentId environment) => $"keys:{environment}";
}
