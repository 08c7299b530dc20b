using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Everlatch.Identity.Tests.Certificates.Uploads;

/// <summary>A certificate as an administrator brings it, and what may be wrong with it.</summary>
internal sealed record Brought
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    public required string Name { get; init; }

    public AsymmetricAlgorithm Key { get; init; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Usage { get; init; } = ServerAuthentication;

    public bool NamesInSubjectOnly { get; init; }

    public DateTimeOffset NotBefore { get; init; } = TimeProvider.System.GetUtcNow().AddDays(-1);

    public DateTimeOffset NotAfter { get; init; } = TimeProvider.System.GetUtcNow().AddDays(89);

    public HashAlgorithmName Hash { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>The key as PKCS#8.</summary>
    public string KeyPem => Key.ExportPkcs8PrivateKeyPem();

    /// <summary>The certificate, that of the authority between, and the root.</summary>
    public IReadOnlyList<string> Issue()
    {
        using var rootKey = RSA.Create(2048);
        using var root = Authority("Root", rootKey).CreateSelfSigned(NotBefore.AddDays(-9), NotAfter.AddDays(9));
        using var middleKey = RSA.Create(2048);
        var middleRequest = Authority("Middle", middleKey);
        middleRequest.CertificateExtensions.Add(
            X509AuthorityKeyIdentifierExtension.CreateFromCertificate(root, true, false));
        using var middle = middleRequest.Create(root, NotBefore.AddDays(-8), NotAfter.AddDays(8), [1]);

        var request = Key is ECDsa ecdsa
            ? new CertificateRequest($"CN={Name}", ecdsa, Hash)
            : new CertificateRequest($"CN={Name}", (RSA)Key, Hash, RSASignaturePadding.Pkcs1);
        if (!NamesInSubjectOnly)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(Name);
            request.CertificateExtensions.Add(names.Build());
        }

        if (Usage.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(Usage)], critical: false));
        }

        using var own = request.Create(
            middle.SubjectName,
            X509SignatureGenerator.CreateForRSA(middleKey, RSASignaturePadding.Pkcs1),
            NotBefore,
            NotAfter,
            RandomNumberGenerator.GetBytes(16));
        return [own.ExportCertificatePem(), middle.ExportCertificatePem(), root.ExportCertificatePem()];
    }

    private static CertificateRequest Authority(string name, RSA key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request;
    }
}
