using Everlatch.Core;
using Everlatch.Edge.Certificates;
using Everlatch.Identity.Certificates;

namespace Everlatch.Server.Wiring;

/// <summary>What edges are told of certificates, from where they are kept.</summary>
internal sealed class CertificateSource(FindHostCertificate find) : ICertificateSource
{
    public async Task<HostCertificate?> FindAsync(HostName host, CancellationToken ct) =>
        await find.RunAsync(host, ct) is { } found ? new HostCertificate(found.Tag, found.ChainPem, found.Pkcs8) : null;

    public Task<string?> FindTlsAlpnAnswerAsync(HostName host, CancellationToken ct) => find.FindTlsAnswerAsync(host, ct);
}
