using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;

namespace Everlatch.Edge.Certificates;

/// <summary>A certificate that handshakes are answered with.</summary>
internal sealed class HeldCertificate
{
    // Most of it belongs to OpenSSL. A collector that does not know leaves those that nobody holds any more where they are.
    private const long Bytes = 16 * 1024;

    private HeldCertificate(long tag, SslStreamCertificateContext context)
    {
        (Tag, Context, NotAfter) = (tag, context, context.TargetCertificate.NotAfter);
        GC.AddMemoryPressure(Bytes);
    }

    /// <summary>Returns what it took.</summary>
    ~HeldCertificate() => GC.RemoveMemoryPressure(Bytes);

    /// <summary>Names it by its content.</summary>
    public long Tag { get; }

    /// <summary>When it ends: it is not shown after that.</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>The certificate with its chain and key.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>Makes it of what a host's home region keeps.</summary>
    /// <exception cref="CryptographicException">It is no certificate of that host with its key.</exception>
    public static HeldCertificate Of(HostName host, HostCertificate certificate)
    {
        try
        {
            var made = Load(certificate.ChainPem, PemEncoding.WriteString("PRIVATE KEY", certificate.Pkcs8));
            return made.TargetCertificate.MatchesHostname(host.Value)
                ? new HeldCertificate(certificate.Tag, made)
                : throw new CryptographicException($"The certificate is of {made.TargetCertificate.Subject} and not of {host}.");
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException("It is no certificate with its key.", e);
        }
    }

    /// <summary>A certificate with its chain and its key, of PEM texts. Nothing is fetched to complete the chain.</summary>
    /// <exception cref="CryptographicException">They are none.</exception>
    /// <exception cref="ArgumentException">There is no certificate, or the key is another one's.</exception>
    public static SslStreamCertificateContext Load(string chainPem, string keyPem)
    {
        // The first is the host's; those after it lead to its authority.
        var issuers = new X509Certificate2Collection();
        issuers.ImportFromPem(chainPem.AsSpan(PemEncoding.Find(chainPem).Location.End));
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(chainPem, keyPem), issuers, offline: true);
    }

    /// <summary>Whether it may be shown at a time.</summary>
    public bool IsGoodAt(DateTimeOffset now) => now < NotAfter;
}
