using Everlatch.Identity.Domains.Dns;
using Everlatch.Storage;

namespace Everlatch.Identity.Domains;

/// <summary>Asks DNS about a domain, and about whoever has its host, before anything is written.</summary>
internal sealed class ProveDomain(
    IDatabase database, LookUpDomain look, JudgeDomain judge, IDomainCertificates certificates, TimeProvider clock)
{
    /// <summary>What follows, and the claim that loses the host by it.</summary>
    public async Task<(DomainVerdict Verdict, CustomDomain? Loser)> RunAsync(CustomDomain domain, CancellationToken ct)
    {
        var seen = await look.RunAsync(domain, ct);
        var covered = seen.Proof == DomainProof.Found && await certificates.CoverAsync(domain.Host, ct);
        var verdict = judge.Run(domain, seen, covered, clock.GetUtcNow());
        if (!verdict.IsServed || domain.IsServed || await DueDomains.FindServedAsync(database, domain.Host, ct) is not { } holder)
        {
            return (verdict, null);
        }

        // The records decide: who lost them has no grace against who has them. A fault of DNS takes nothing from anybody.
        return (await look.RunAsync(holder, ct)).Proof == DomainProof.Missing
            ? (verdict, holder)
            : (verdict with { State = domain.State, Reason = DomainReason.HeldElsewhere }, null);
    }
}
