using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Everlatch.Core;

namespace Everlatch.Edge.Certificates;

/// <summary>
/// The certificate that answers TLS-ALPN-01 (RFC 8737 §3): self-signed, for one name, shown in that handshake only.
/// </summary>
internal static class TlsAlpnCertificate
{
    /// <summary>The application protocol of such a handshake.</summary>
    public const string Protocol = "acme-tls/1";

    private const string AcmeIdentifier = "1.3.6.1.5.5.7.1.31";

    /// <summary>Makes it for an answer.</summary>
    public static X509Certificate2 Make(HostName host, string authorization, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ACME", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host.Value);
        request.CertificateExtensions.Add(names.Build());

        var digest = new AsnWriter(AsnEncodingRules.DER);
        digest.WriteOctetString(SHA256.HashData(Encoding.ASCII.GetBytes(authorization)));
        request.CertificateExtensions.Add(new X509Extension(AcmeIdentifier, digest.Encode(), critical: true));
        return request.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}
