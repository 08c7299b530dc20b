using System.Security.Cryptography;

namespace Everlatch.Release.Builds.Reading;

/// <summary>ECDSA on P-256, the one kind of key that signs releases. The runtime's own cryptography does all of it.</summary>
internal static class P256
{
    private static readonly string Curve = ECCurve.NamedCurves.nistP256.Oid.Value!;

    /// <summary>SHA-256 of the public key (SubjectPublicKeyInfo) in hex.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    /// <summary>The public key of its bytes.</summary>
    /// <exception cref="ReleaseException">It is none, or of another kind.</exception>
    public static ECDsa Import(byte[] publicKey, string source) => Import(
        key =>
        {
            key.ImportSubjectPublicKeyInfo(publicKey, out var read);
            return read == publicKey.Length;
        },
        "EL2007",
        $"{source} holds no public ECDSA key on P-256.");

    /// <summary>The private key of a PEM text.</summary>
    /// <exception cref="ReleaseException">It is none, or of another kind.</exception>
    public static ECDsa ImportPrivate(string pem, string source) => Import(
        key =>
        {
            key.ImportFromPem(pem);
            return PemEncoding.TryFind(pem, out var block) && pem[block.Label] is "PRIVATE KEY" or "EC PRIVATE KEY";
        },
        "EL2004",
        $"{source} holds no private ECDSA key on P-256 in PEM, without a password; 'everlatch release key' makes one.");

    private static ECDsa Import(Func<ECDsa, bool> import, string id, string otherwise)
    {
        var key = ECDsa.Create();
        try
        {
            if (import(key) && key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value == Curve)
            {
                return key;
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new ReleaseException(id, otherwise, e);
        }

        key.Dispose();
        throw new ReleaseException(id, otherwise);
    }
}
