using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Everlatch.Testing;

/// <summary>A certificate authority of one test's own.</summary>
public sealed class TestAuthority : IDisposable
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";
    private const string ClientUsage = "1.3.6.1.5.5.7.3.2";
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 certificate;

    /// <summary>A new one.</summary>
    public TestAuthority()
    {
        var request = new CertificateRequest("CN=Test authority", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        certificate = request.CreateSelfSigned(Yesterday, Tomorrow);
    }

    /// <summary>Its own certificate as PEM.</summary>
    public string Pem => certificate.ExportCertificatePem();

    private static DateTimeOffset Yesterday => TimeProvider.System.GetUtcNow().AddDays(-1);

    private static DateTimeOffset Tomorrow => TimeProvider.System.GetUtcNow().AddDays(1);

    /// <summary>Certificate and key, as PEM, of a server with these names or addresses.</summary>
    public (string Certificate, string Key) Server(params IEnumerable<string> names) => Issue(ServerUsage, names);

    /// <summary>Certificate and key, as PEM, of a client.</summary>
    public (string Certificate, string Key) Client(string name) => Issue(ClientUsage, [name]);

    /// <summary>Writes a certificate and its key into a folder, as <c>NAME.crt</c> and <c>NAME.key</c>.</summary>
    public static void Write(string folder, string name, (string Certificate, string Key) made)
    {
        File.WriteAllText(Path.Combine(folder, name + ".key"), made.Key);
        File.WriteAllText(Path.Combine(folder, name + ".crt"), made.Certificate);
    }

    /// <summary>Whether it issued this certificate.</summary>
    public bool Issued(X509Certificate? other)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(certificate);
        return other is X509Certificate2 made && chain.Build(made);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
    }

    private (string, string) Issue(string usage, IEnumerable<string> names)
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={names.First()}", own, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        foreach (var name in names)
        {
            if (IPAddress.TryParse(name, out var address))
            {
                alternatives.AddIpAddress(address);
            }
            else
            {
                alternatives.AddDnsName(name);
            }
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var made = request.Create(certificate, Yesterday, Tomorrow.AddHours(-1), RandomNumberGenerator.GetBytes(16));
        return (made.ExportCertificatePem(), own.ExportPkcs8PrivateKeyPem());
    }
}
