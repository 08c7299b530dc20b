using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;

namespace Everlatch.Edge.Certificates;

/// <summary>A certificate that handshakes are answered with.</summary>
/// <param name="Tag">Names it by its content.</param>
/// <param name="NotAfter">When it ends: it is not shown after that.</param>
/// <param name="Context">The certificate with its chain and key.</param>
internal sealed record HeldCertificate(long Tag, DateTimeOffset NotAfter, SslStreamCertificateContext Context)
{
    /// <summary>Makes it of what a host's home region keeps.</summary>
    /// <exception cref="CryptographicException">It is no certificate of that host with its key.</exception>
    public static HeldCertificate Of(HostName host, HostCertificate certificate)
    {
        try
        {
            var made = Load(certificate.ChainPem, PemEncoding.WriteString("PRIVATE KEY", certificate.Pkcs8));
            var leaf = made.TargetCertificate;
            return leaf.MatchesHostname(host.Value)
                ? new HeldCertificate(certificate.Tag, leaf.NotAfter, made)
                : throw new CryptographicException($"The certificate is of {leaf.Subject} and not of {host}.");
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException("The certificate has another key than the one beside it.", e);
        }
    }

    /// <summary>A certificate with its chain and its key, of PEM texts. Nothing is fetched to complete the chain.</summary>
    /// <exception cref="CryptographicException">They are none.</exception>
    /// <exception cref="ArgumentException">The key is another one's.</exception>
    public static SslStreamCertificateContext Load(string chainPem, string keyPem)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(chainPem);
        return SslStreamCertificateContext.Create(X509Certificate2.CreateFromPem(chainPem, keyPem), chain, offline: true);
    }

    /// <summary>Whether it may be shown at a time.</summary>
    public bool IsGoodAt(DateTimeOffset now) => now < NotAfter;
}
