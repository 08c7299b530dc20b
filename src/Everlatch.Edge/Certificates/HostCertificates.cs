using System.Net.Security;
using Everlatch.Core;
using Everlatch.Edge.Hosts;

namespace Everlatch.Edge.Certificates;

/// <summary>The operator's own certificates first, then those that regions keep.</summary>
internal sealed class HostCertificates(CertificateFolder folder, FetchedCertificates fetched) : IHostCertificates
{
    /// <inheritdoc />
    public ValueTask<SslStreamCertificateContext?> FindAsync(HostName host, CancellationToken ct) =>
        folder.Find(host) is { } own ? ValueTask.FromResult<SslStreamCertificateContext?>(own) : fetched.FindAsync(host, ct);
}
