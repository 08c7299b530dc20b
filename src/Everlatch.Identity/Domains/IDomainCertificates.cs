using Everlatch.Core;

namespace Everlatch.Identity.Domains;

/// <summary>What this feature asks of whoever keeps certificates: a domain is live only with one.</summary>
public interface IDomainCertificates
{
    /// <summary>Whether edges can show a certificate for a host.</summary>
    ValueTask<bool> CoverAsync(HostName host, CancellationToken ct);
}
