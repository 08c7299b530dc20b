using Everlatch.Core;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Identity.Domains.Dns;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates.Caa;

/// <summary>
/// Asks DNS whether the owner of a host allows our authority to issue, before the authority is troubled: it asks too, and counts
/// what it has to refuse.
/// </summary>
internal sealed class CheckCaa(DnsResolvers resolvers, IOptions<CertificateOptions> options)
{
    /// <summary>Asks every resolver; more than half of them must say the same.</summary>
    public async Task<CaaVerdict> RunAsync(HostName host, AcmeConnection authority, CancellationToken ct)
    {
        var configured = options.Value.CaaIdentities;
        IEnumerable<string>? told = configured.Count > 0 ? configured : (await authority.DirectoryAsync(ct)).Meta?.CaaIdentities;
        var judge = new JudgeCaa([.. told ?? []], authority.Account?.AbsoluteUri, options.Value.Ways);
        var said = await Task.WhenAll(resolvers.All.Select(resolver => AskAsync(resolver, judge, host, ct)));
        return said.FirstOrDefault(verdict => said.Count(other => IsSame(other, verdict)) > said.Length / 2)
            ?? new CaaVerdict.Fault();
    }

    // RFC 8659 §3: the records of the name nearest to the host count, up to the top; resolvers follow aliases themselves.
    private static async Task<CaaVerdict> AskAsync(IDnsResolver resolver, JudgeCaa judge, HostName host, CancellationToken ct)
    {
        for (var name = host.Value; ; name = name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])
        {
            if (await resolver.AskAsync(name, DnsKind.Caa, ct) is not DnsAnswer.Records found)
            {
                return new CaaVerdict.Fault();
            }

            if (!found.Values.IsEmpty || !name.Contains('.', StringComparison.Ordinal))
            {
                return judge.Run([.. found.Values.Select(CaaRecord.Parse)]);
            }
        }
    }

    private static bool IsSame(CaaVerdict one, CaaVerdict other) => (one, other) switch
    {
        (CaaVerdict.Allowed a, CaaVerdict.Allowed b) => a.Ways.SequenceEqual(b.Ways),
        _ => one.GetType() == other.GetType(),
    };
}
