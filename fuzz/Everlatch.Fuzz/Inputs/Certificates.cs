using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Everlatch.Core;
using Everlatch.Identity.Certificates;
using Everlatch.Identity.Certificates.Caa;
using Everlatch.Identity.Certificates.Uploads;

namespace Everlatch.Fuzz.Inputs;

/// <summary>What customers' zones say about certificates, and what administrators bring.</summary>
internal static class Certificates
{
    private static readonly HostName Host = HostName.Trusted("login.acme.example");
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly JudgeCaa Judge = new([], null, ["http-01"]);
    private static readonly ECDsa Key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private static readonly byte[] Pkcs8 = Key.ExportPkcs8PrivateKey();

    /// <summary>The targets.</summary>
    public static IReadOnlyList<Target> All =>
    [
        Target.OfText(
            "caa-record",
            typeof(CaaRecord),
            text => Judge.Run([CaaRecord.Parse(text)]) is CaaVerdict.Allowed or CaaVerdict.Forbidden,
            "0 issue ca.example",
            "128 unheardof x"),
        Target.OfText(
            "caa-issuer",
            typeof(CaaIssuer),
            text => CaaIssuer.Parse(text)?.Name.Contains(';', StringComparison.Ordinal) != true,
            "ca.example; accounturi=https://ca.example/1; validationmethods=http-01,dns-01",
            ";"),
        Target.OfText(
            "certificate-chain",
            typeof(ReadCertificate),
            text => ReadCertificate.Run(text, Pkcs8, Host, Now) is var (read, problem) && read is null == problem is not null,
            Chain()),
        Target.OfText(
            "private-key",
            typeof(ReadPrivateKey),
            text => ReadPrivateKey.Run(text) is not { Length: 0 },
            Key.ExportPkcs8PrivateKeyPem()),
    ];

    private static string Chain()
    {
        var request = new CertificateRequest("CN=acme", Key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(1));
        return made.ExportCertificatePem();
    }
}
