using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;

namespace Everlatch.Identity.Certificates;

/// <summary>
/// Looks a certificate through, whoever it comes from: whether clients will take it for the host, and its chain in the order in
/// which it is shown.
/// </summary>
internal static class ReadCertificate
{
    /// <summary>More than any real chain has.</summary>
    public const int MaxCertificates = 10;

    // RFC 5280 §4.2.1.12; some clients take no certificate without it.
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const int MinRsaBits = 2048;

    // Edges sign every handshake, and each of them belongs to everybody: twice the bits take six times as long.
    private const int MaxRsaBits = 4096;

    // P-256, P-384, P-521.
    private static readonly string[] Curves = ["1.2.840.10045.3.1.7", "1.3.132.0.34", "1.3.132.0.35"];

    // SHA-1 and MD5, with RSA and with ECDSA.
    private static readonly string[] WeakSignatures = ["1.2.840.113549.1.1.4", "1.2.840.113549.1.1.5", "1.2.840.10045.4.1"];

    /// <summary>The certificate, or what is wrong with it.</summary>
    /// <param name="chainPem">The certificate and those between it and its root, in any order.</param>
    /// <param name="pkcs8">Its private key.</param>
    /// <param name="host">The host that it is for.</param>
    /// <param name="now">The time.</param>
    public static (UsableCertificate? Certificate, Problem? Problem) Run(
        string chainPem, byte[] pkcs8, HostName host, DateTimeOffset now)
    {
        var all = new X509Certificate2Collection();
        try
        {
            all.ImportFromPem(chainPem);
            if (all.Count is 0 or > MaxCertificates)
            {
                return (null, all.Count == 0 ? CertificateErrors.ChainUnreadable : CertificateErrors.TooLong);
            }

            return OwnOf(all, pkcs8) is { } own
                ? Check(own, host, now) is { } problem ? (null, problem) : (Usable(own, all, pkcs8), null)
                : (null, CertificateErrors.KeyMismatch);
        }
        catch (CryptographicException)
        {
            return (null, CertificateErrors.ChainUnreadable);
        }
        finally
        {
            foreach (var certificate in all)
            {
                certificate.Dispose();
            }
        }
    }

    private static X509Certificate2? OwnOf(X509Certificate2Collection all, byte[] pkcs8)
    {
        var key = PublicHalf(pkcs8);
        return all.FirstOrDefault(certificate => certificate.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key));
    }

    private static byte[] PublicHalf(byte[] pkcs8)
    {
        try
        {
            using var ecdsa = ECDsa.Create();
            ecdsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return ecdsa.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException)
        {
            using var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(pkcs8, out _);
            return rsa.ExportSubjectPublicKeyInfo();
        }
    }

    private static Problem? Check(X509Certificate2 own, HostName host, DateTimeOffset now) => true switch
    {
        // RFC 6125 §6.4.4: a common name is no name of a host.
        _ when !own.MatchesHostname(host.Value, allowWildcards: true, allowCommonName: false) => CertificateErrors.HostNotCovered,
        _ when now < own.NotBefore || now >= own.NotAfter => CertificateErrors.NotValidNow,
        _ when IsWeak(own) => CertificateErrors.Weak,
        _ when !IsForServers(own) => CertificateErrors.NotForServers,
        _ => null,
    };

    private static bool IsWeak(X509Certificate2 own)
    {
        if (WeakSignatures.Contains(own.SignatureAlgorithm.Value))
        {
            return true;
        }

        using var rsa = own.GetRSAPublicKey();
        using var ecdsa = own.GetECDsaPublicKey();
        return rsa is not null
            ? rsa.KeySize is < MinRsaBits or > MaxRsaBits
            : ecdsa is null || !Curves.Contains(ecdsa.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value);
    }

    private static bool IsForServers(X509Certificate2 own) =>
        own.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(usage => usage.EnhancedKeyUsages.Cast<Oid>())
            .Any(usage => usage.Value == ServerAuthentication);

    private static UsableCertificate Usable(X509Certificate2 own, X509Certificate2Collection all, byte[] pkcs8)
    {
        var ordered = new List<X509Certificate2> { own };
        while (IssuerOf(ordered[^1], all) is { } issuer && !ordered.Contains(issuer))
        {
            ordered.Add(issuer);
        }

        return new UsableCertificate(
            string.Join('\n', ordered.Select(certificate => certificate.ExportCertificatePem())) + "\n",
            pkcs8,
            UsableCertificate.TagOf(own),
            own.NotBefore.ToUniversalTime(),
            own.NotAfter.ToUniversalTime());
    }

    // A root is not shown: who does not know it would not believe it, and what leads nowhere is left out.
    private static X509Certificate2? IssuerOf(X509Certificate2 certificate, X509Certificate2Collection all) =>
        all.FirstOrDefault(other =>
            other.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData)
            && !other.SubjectName.RawData.AsSpan().SequenceEqual(other.IssuerName.RawData)
            && HasKeyThat(other, certificate));

    // Two authorities may have one name: their key identifiers tell them apart (RFC 5280 §4.2.1.1), where both have one.
    private static bool HasKeyThat(X509Certificate2 issuer, X509Certificate2 certificate)
    {
        var wanted = certificate.Extensions.OfType<X509AuthorityKeyIdentifierExtension>().FirstOrDefault()?.KeyIdentifier;
        var own = issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().FirstOrDefault()?.SubjectKeyIdentifierBytes;
        return wanted is null || own is null || wanted.Value.Span.SequenceEqual(own.Value.Span);
    }
}
