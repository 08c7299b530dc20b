using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Domains.Dns;
using Everlatch.Testing;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Tests.Domains;

/// <summary>More than half of all resolvers decide, those that are silent included.</summary>
public sealed class LookUpDomainTests
{
    private static readonly DomainOptions Options = new() { CnameTarget = "domains.everlatch.net" };

    private static readonly CustomDomain Domain = new()
    {
        Id = DomainId.Trusted("dom_1"),
        Environment = EnvironmentId.Trusted("env_1"),
        Host = HostName.Trusted("login.acme.com"),
        State = DomainState.Pending,
        Reason = DomainReason.AwaitingRecords,
        Challenge = "challenge",
        CreatedAt = TestClock.Noon,
        NextCheckAt = TestClock.Noon,
        Version = 1,
    };

    private static StubResolver Proven => new((name, kind) =>
        (name, kind) == ("_everlatch-challenge.login.acme.com", DnsKind.Txt)
            ? new DnsAnswer.Records(["v=spf1 -all", "everlatch-domain=challenge"])
            : null);

    [Theory]
    [InlineData("ppp", DomainProof.Found)]
    [InlineData("ppe", DomainProof.Found)]
    [InlineData("pps", DomainProof.Found)]
    [InlineData("pes", DomainProof.Fault)]
    [InlineData("pss", DomainProof.Fault)]
    [InlineData("pee", DomainProof.Missing)]
    [InlineData("ees", DomainProof.Missing)]
    [InlineData("ess", DomainProof.Fault)]
    [InlineData("pe", DomainProof.Disagreement)]
    [InlineData("s", DomainProof.Fault)]
    [InlineData("", DomainProof.Fault)]
    internal async Task A_majority_decides_and_silence_is_a_fault(string resolvers, DomainProof expected)
    {
        var all = resolvers.Select(c => c == 'p' ? Proven : c == 'e' ? StubResolver.Empty : StubResolver.Silent);
        Assert.Equal(expected, (await LookAsync([.. all])).Proof);
    }

    [Theory]
    [InlineData("everlatch-domain=another")]
    [InlineData("everlatch-domain=CHALLENGE")]
    [InlineData("challenge")]
    public async Task Another_text_proves_nothing(string text) =>
        Assert.Equal(
            DomainProof.Missing,
            (await LookAsync(new StubResolver((_, kind) => kind == DnsKind.Txt ? new DnsAnswer.Records([text]) : null))).Proof);

    [Fact]
    public async Task An_alias_to_the_claims_own_target_proves_in_any_case_of_letters()
    {
        var target = DomainRecords.Target(Domain, Options.CnameTarget).ToUpperInvariant();
        var resolver = new StubResolver((_, kind) => kind == DnsKind.Cname ? new DnsAnswer.Records([target]) : null);
        Assert.Equal(new DomainLook(DomainProof.Found, DomainRoute.Here), await LookAsync(resolver));

        // Every domain is asked about for as long as it lives, and this is how nearly all of them are proven.
        Assert.Equal(1, resolver.Asked);
    }

    [Theory]
    [InlineData("domains.everlatch.net", DomainRoute.Dangling)]
    [InlineData("d00000000000000000000000000000000.domains.everlatch.net", DomainRoute.Dangling)]
    [InlineData("domains.everlatch.net.evil.com", DomainRoute.Elsewhere)]
    [InlineData("evildomains.everlatch.net", DomainRoute.Elsewhere)]
    internal async Task An_alias_that_is_not_the_claims_proves_nothing(string target, DomainRoute route)
    {
        var resolver = new StubResolver((name, kind) =>
            kind == DnsKind.Cname && name == Domain.Host.Value ? new DnsAnswer.Records([target]) : null);
        Assert.Equal(new DomainLook(DomainProof.Missing, route), await LookAsync(resolver));
    }

    [Fact]
    public async Task Aliases_that_lead_in_a_circle_or_for_ever_end()
    {
        var circle = new StubResolver((name, kind) =>
            kind == DnsKind.Cname ? new DnsAnswer.Records([name == "a.acme.com" ? "b.acme.com" : "a.acme.com"]) : null);
        var endless = new StubResolver((name, kind) => kind == DnsKind.Cname ? new DnsAnswer.Records(["a." + name]) : null);

        Assert.Equal(DomainProof.Missing, (await LookAsync(circle)).Proof);
        Assert.Equal(DomainProof.Missing, (await LookAsync(endless)).Proof);
        Assert.InRange(endless.Asked, 1, 10);
    }

    [Fact]
    public async Task A_chain_that_breaks_off_by_a_fault_is_a_fault()
    {
        var broken = new StubResolver((name, kind) => (name, kind) switch
        {
            ("login.acme.com", DnsKind.Cname) => new DnsAnswer.Records(["edge.acme.com"]),
            ("edge.acme.com", DnsKind.Cname) => new DnsAnswer.Fault("ServerFailure"),
            _ => null,
        });
        Assert.Equal(DomainProof.Fault, (await LookAsync(broken)).Proof);
    }

    private static Task<DomainLook> LookAsync(params IDnsResolver[] resolvers) =>
        new LookUpDomain(new DnsResolvers([.. resolvers]), new OptionsWrapper<DomainOptions>(Options))
            .RunAsync(Domain, TestContext.Current.CancellationToken);
}
