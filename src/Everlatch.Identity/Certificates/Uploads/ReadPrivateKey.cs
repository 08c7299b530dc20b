using System.Security.Cryptography;

namespace Everlatch.Identity.Certificates.Uploads;

/// <summary>Reads a private key that somebody brings.</summary>
internal static class ReadPrivateKey
{
    /// <summary>The key as PKCS#8; null when there is not exactly one that is RSA or elliptic, and not encrypted.</summary>
    public static byte[]? Run(string pem) => Import(ECDsa.Create, pem) ?? Import(RSA.Create, pem);

    private static byte[]? Import<T>(Func<T> create, string pem)
        where T : AsymmetricAlgorithm
    {
        using var key = create();
        try
        {
            key.ImportFromPem(pem);
            return key.ExportPkcs8PrivateKey();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            // It may be of the other kind, no private half, or nothing at all; why must not say what it holds.
            return null;
        }
    }
}
