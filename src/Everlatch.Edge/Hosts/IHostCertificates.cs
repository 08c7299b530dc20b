using System.Net.Security;
using Everlatch.Core;

namespace Everlatch.Edge.Hosts;

/// <summary>Has the certificate that a host is served with.</summary>
public interface IHostCertificates
{
    /// <summary>The certificate with its chain and key; null refuses the handshake.</summary>
    /// <remarks>
    /// Asked in every handshake, for whatever name a stranger sends: it answers from memory, and unknown names cause no work.
    /// </remarks>
    ValueTask<SslStreamCertificateContext?> FindAsync(HostName host, CancellationToken ct);
}
