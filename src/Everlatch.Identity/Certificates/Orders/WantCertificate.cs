using Everlatch.Identity.Domains;
using Everlatch.Storage;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>
/// Says whether a host wants a certificate now: only one of a proven domain that leads here does, and none that has one which
/// will do for a while.
/// </summary>
internal sealed class WantCertificate(IDatabase database, ReadDomainCertificates read, TimeProvider clock)
{
    private static readonly TimeSpan UntilProofIsBack = TimeSpan.FromMinutes(10);

    /// <summary>Null when it does; else what is to become of the order.</summary>
    public async Task<OrderOutcome?> RunAsync(CertificateOrder order, CancellationToken ct)
    {
        if (await DomainStore.FindServedAsync(database, order.EnvironmentId, order.HostName, ct) is not { } domain
            || domain.Reason == DomainReason.NotRouted)
        {
            return new OrderOutcome.NotWanted();
        }

        var now = clock.GetUtcNow();
        return domain.Reason == DomainReason.ProofMissing
            ? new OrderOutcome.Later(now + UntilProofIsBack)
            : await read.FindAsync(domain, ct) switch
            {
                { Kind: CertificateKind.Listed } => new OrderOutcome.NotWanted(),
                var found when !found.IsUsable(now) => null,
                { Kind: CertificateKind.Uploaded, NotAfter: { } end } => new OrderOutcome.Later(end),
                { RenewAt: { } renew } when now < renew => new OrderOutcome.Later(renew),
                _ => null,
            };
    }
}
