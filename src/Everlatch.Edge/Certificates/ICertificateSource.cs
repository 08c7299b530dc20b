using Everlatch.Core;

namespace Everlatch.Edge.Certificates;

/// <summary>The identity server's side: what edges may be told of certificates of hosts that are at home in its region.</summary>
public interface ICertificateSource
{
    /// <summary>The certificate of a host; null when it has none here.</summary>
    /// <exception cref="Storage.StoreFaultException">The database does not answer.</exception>
    Task<HostCertificate?> FindAsync(HostName host, CancellationToken ct);

    /// <summary>
    /// The key authorization (RFC 8737 §3) of the order that runs for a host by TLS-ALPN-01; null when none does.
    /// </summary>
    /// <exception cref="Storage.StoreFaultException">The database does not answer.</exception>
    Task<string?> FindTlsAlpnAnswerAsync(HostName host, CancellationToken ct);
}
