using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Domains.Dns;

/// <summary>Asks every resolver about a domain's records. It touches no store: no transaction waits for DNS.</summary>
internal sealed class LookUpDomain(DnsResolvers resolvers, IOptions<DomainOptions> options)
{
    // Longer chains of aliases than resolvers themselves follow.
    private const int MaxAliases = 8;

    private string CnameTarget => options.Value.CnameTarget;

    /// <summary>Looks it up.</summary>
    public async Task<DomainLook> RunAsync(CustomDomain domain, CancellationToken ct) =>
        DomainLook.Of(await Task.WhenAll(resolvers.All.Select(resolver => ViewAsync(resolver, domain, ct))));

    private async Task<DomainView> ViewAsync(IDnsResolver resolver, CustomDomain domain, CancellationToken ct)
    {
        var (aliases, isWhole) = await AliasesAsync(resolver, domain.Host.Value, ct);
        if (aliases.Contains(DomainRecords.Target(domain, CnameTarget), StringComparer.OrdinalIgnoreCase))
        {
            return new DomainView(IsProven: true, DomainRoute.Here);
        }

        var text = await resolver.AskAsync(DomainRecords.ChallengeName(domain), DnsKind.Txt, ct);
        var byText = Says(text, DomainRecords.ChallengeValue(domain));
        if (aliases.Exists(alias => DomainNames.IsAtOrBelow(alias, CnameTarget)))
        {
            // Whose record it is does not matter to one that is proven by its TXT record.
            return new DomainView(byText, byText == true ? DomainRoute.Here : DomainRoute.Dangling);
        }

        return byText == true
            ? new DomainView(IsProven: true, await RouteAsync(resolver, domain.Host.Value, ct))
            : new DomainView(isWhole ? byText : null, isWhole ? DomainRoute.Elsewhere : DomainRoute.Unknown);
    }

    private static bool? Says(DnsAnswer answer, string value) =>
        answer is DnsAnswer.Records records ? records.Values.Contains(value, StringComparer.Ordinal) : null;

    // Up to the first name of ours: what follows is the operator's own affair.
    private async Task<(List<string> Aliases, bool IsWhole)> AliasesAsync(
        IDnsResolver resolver, string host, CancellationToken ct)
    {
        var aliases = new List<string>();
        for (var name = host; aliases.Count < MaxAliases && !DomainNames.IsAtOrBelow(name, CnameTarget);)
        {
            if (await resolver.AskAsync(name, DnsKind.Cname, ct) is not DnsAnswer.Records records)
            {
                return (aliases, false);
            }

            if (records.Values is not [var next, ..] || aliases.Contains(next, StringComparer.OrdinalIgnoreCase))
            {
                break;
            }

            aliases.Add(next);
            name = next;
        }

        return (aliases, true);
    }

    // The apex of a zone can have no CNAME: there a host leads here when it has an address that the target has.
    private async Task<DomainRoute> RouteAsync(IDnsResolver resolver, string host, CancellationToken ct) =>
        (await resolver.AskAsync(host, DnsKind.Address, ct), await resolver.AskAsync(CnameTarget, DnsKind.Address, ct)) switch
        {
            (DnsAnswer.Records theirs, DnsAnswer.Records ours) =>
                theirs.Values.Intersect(ours.Values).Any() ? DomainRoute.Here : DomainRoute.Elsewhere,
            _ => DomainRoute.Unknown,
        };
}
