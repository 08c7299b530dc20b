using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;
using Everlatch.Edge.Certificates;

namespace Everlatch.Bench.Servers;

/// <summary>Custom domains with certificates of an authority with one intermediate, as most have.</summary>
internal sealed class CertifiedHosts : ICertificateSource
{
    private readonly Dictionary<string, HostCertificate> certificates = new(StringComparer.Ordinal);

    /// <summary>Makes them.</summary>
    public CertifiedHosts(int count)
    {
        Root = Authority("CN=Bench root", null);
        using var intermediate = Authority("CN=Bench intermediate", Root);
        Names = [.. Enumerable.Range(0, count).Select(NameOf)];
        for (var i = 0; i < count; i++)
        {
            certificates.Add(Names[i], Issue(Names[i], i + 1, intermediate));
        }
    }

    /// <summary>What clients trust.</summary>
    public X509Certificate2 Root { get; }

    /// <summary>The hosts; the tag of each one's certificate is its place, from 1.</summary>
    public IReadOnlyList<string> Names { get; }

    public Task<HostCertificate?> FindAsync(HostName host, CancellationToken ct) =>
        Task.FromResult(certificates.GetValueOrDefault(host.Value));

    public Task<string?> FindTlsAlpnAnswerAsync(HostName host, CancellationToken ct) => Task.FromResult<string?>(null);

    private static string NameOf(int place) =>
        string.Create(CultureInfo.InvariantCulture, $"login.customer-{place:x6}.example.com");

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        var now = TimeProvider.System.GetUtcNow();
        if (issuer is null)
        {
            return request.CreateSelfSigned(now.AddDays(-2), now.AddDays(100));
        }

        using var made = request.Create(issuer, now.AddDays(-1), now.AddDays(99), RandomNumberGenerator.GetBytes(16));
        return made.CopyWithPrivateKey(key);
    }

    private static HostCertificate Issue(string host, long tag, X509Certificate2 issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + host, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.Create(issuer, now.AddHours(-1), now.AddDays(90), RandomNumberGenerator.GetBytes(16));
        return new HostCertificate(
            tag, made.ExportCertificatePem() + "\n" + issuer.ExportCertificatePem(), key.ExportPkcs8PrivateKey());
    }
}
