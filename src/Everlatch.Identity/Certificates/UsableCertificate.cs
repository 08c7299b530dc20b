using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;

namespace Everlatch.Identity.Certificates;

/// <summary>A certificate that was looked through, in the order in which it is shown, with its private key.</summary>
/// <param name="ChainPem">The certificate, then those between it and its authority's root.</param>
/// <param name="Pkcs8">The private key: a secret.</param>
/// <param name="Tag">What it is known by.</param>
/// <param name="NotBefore">From when it counts.</param>
/// <param name="NotAfter">Until when it counts.</param>
internal sealed record UsableCertificate(
    string ChainPem, byte[] Pkcs8, long Tag, DateTimeOffset NotBefore, DateTimeOffset NotAfter)
{
    private const int Thousand = 1000;

    // Up to a twentieth of its life later, so that what was ordered together is not renewed together for ever.
    private const int MaxJitter = Thousand / 20;

    /// <summary>63 bits of the certificate's hash; never 0.</summary>
    public static long TagOf(X509Certificate2 certificate)
    {
        var tag = BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(certificate.RawData)) & long.MaxValue;
        return tag == 0 ? 1 : tag;
    }

    /// <summary>What is stored of it, its key sealed for this one host.</summary>
    public StoredCertificate Seal(MasterKey master, EnvironmentId environment, HostName host, CertificateKind kind)
    {
        var jitter = kind == CertificateKind.Acme ? RandomNumberGenerator.GetInt32(0, MaxJitter + 1) : 0;
        var life = NotAfter - NotBefore;
        return new StoredCertificate
        {
            Kind = kind,
            Chain = ChainPem,
            KeySealed = master.Seal(HostKey.Purpose(environment, host), Pkcs8),
            Tag = Tag,
            NotBefore = NotBefore,
            NotAfter = NotAfter,
            RenewAt = NotBefore + (life * 2 / 3) + (life * jitter / Thousand),
        };
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => $"certificate {Tag}";
}
