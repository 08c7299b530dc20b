using Everlatch.Core;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>The work of ordering a host's certificate, in one server's hands.</summary>
internal sealed record CertificateOrder
{
    public EnvironmentId EnvironmentId { get; init; }
    public HostName HostName { get; init; }

    /// <summary>Orders in a row that came to nothing.</summary>
    public long Attempts { get; init; }

    /// <summary>Says in every write that the work is still in the same hands.</summary>
    public string Lease { get; init; } = "";
}
