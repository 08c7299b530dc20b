using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Domains;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates;

/// <summary>Says whether a domain's host has a certificate, what is wrong with it, and whether one is to be ordered.</summary>
internal sealed class CoverDomain(ReadDomainCertificates read, IOptions<CertificateOptions> options, TimeProvider clock)
{
    // Edges everywhere learn of a host within two seconds; before that the authority would find nobody there.
    private static readonly TimeSpan UntilEdgesKnow = TimeSpan.FromSeconds(5);

    /// <summary>Says it.</summary>
    public async Task<DomainCover> RunAsync(CustomDomain domain, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var found = await read.FindAsync(domain, ct);
        return new DomainCover(found.IsUsable(now), ConcernOf(found, now), OrderAt(found, now));
    }

    private static DomainReason? ConcernOf(DomainCertificate found, DateTimeOffset now) => found switch
    {
        { Kind: CertificateKind.Listed } => null,
        { Kind: CertificateKind.Uploaded } when found.IsUsable(now) =>
            found.RenewAt <= now ? DomainReason.CertificateExpiring : null,
        { Failure: { } failure } => OrderFailures.ReasonOf(failure),
        _ => null,
    };

    private DateTimeOffset? OrderAt(DomainCertificate found, DateTimeOffset now) => found switch
    {
        _ when !options.Value.Enabled || found.Kind == CertificateKind.Listed || found.NextTryAt is not null => null,
        _ when !found.IsUsable(now) => now + UntilEdgesKnow,
        _ => found.Kind == CertificateKind.Uploaded ? found.NotAfter : found.RenewAt,
    };
}
