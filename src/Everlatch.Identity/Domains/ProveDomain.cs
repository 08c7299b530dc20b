using Everlatch.Identity.Certificates;
using Everlatch.Identity.Domains.Dns;
using Everlatch.Storage;

namespace Everlatch.Identity.Domains;

/// <summary>Asks DNS about a domain, and about whoever has its host, before anything is written.</summary>
internal sealed class ProveDomain(
    IDatabase database, LookUpDomain look, JudgeDomain judge, CoverDomain certificates, TimeProvider clock)
{
    /// <summary>What follows, and the claim that loses the host by it.</summary>
    public async Task<(DomainVerdict Verdict, CustomDomain? Loser)> RunAsync(CustomDomain domain, CancellationToken ct)
    {
        var seen = await look.RunAsync(domain, ct);
        var cover = seen.Proof == DomainProof.Found ? await certificates.RunAsync(domain, ct) : DomainCover.Nothing;
        var verdict = judge.Run(domain, seen, cover, clock.GetUtcNow());
        if (!verdict.IsServed || domain.IsServed || await DueDomains.FindServedAsync(database, domain.Host, ct) is not { } holder)
        {
            return (verdict, null);
        }

        // The records decide: who lost them has no grace against who has them. A fault of DNS takes nothing from anybody.
        return (await look.RunAsync(holder, ct)).Proof == DomainProof.Missing
            ? (verdict, holder)
            : (verdict with { State = domain.State, Reason = DomainReason.HeldElsewhere, OrderCertificateAt = null }, null);
    }
}
