using System.Collections.Immutable;

namespace Everlatch.Identity.Domains;

/// <summary>Why a domain is in its state: a code that programs may rely on, and one sentence.</summary>
/// <param name="Code">The code as stored and sent; it never changes its meaning.</param>
/// <param name="Text">What it means, and what to do.</param>
public sealed record DomainReason(string Code, string Text)
{
    /// <summary>Neither record was found yet.</summary>
    public static readonly DomainReason AwaitingRecords =
        new("awaiting_records", "Neither of the two records is visible yet: set one of them; DNS may take a while to tell.");

    /// <summary>Resolvers could not say.</summary>
    public static readonly DomainReason DnsFault =
        new("dns_fault", "DNS gave no answer at the last look. That says nothing about the records; it is asked again.");

    /// <summary>Resolvers say different things.</summary>
    public static readonly DomainReason DnsDisagrees =
        new("dns_disagrees", "Resolvers do not agree yet, as it happens while a change spreads; they are asked again.");

    /// <summary>Proven, but served for somebody else.</summary>
    public static readonly DomainReason HeldElsewhere = new(
        "held_elsewhere",
        "The record is right, but the host is in use by another claim, whose record still stands: take that one away first.");

    /// <summary>Proven by TXT; the host leads elsewhere.</summary>
    public static readonly DomainReason NotRouted =
        new("not_routed", "The domain is proven. Its host does not lead here yet: set the CNAME record when you want to switch.");

    /// <summary>Proven and routed; no certificate.</summary>
    public static readonly DomainReason AwaitingCertificate =
        new("awaiting_certificate", "The domain is proven and leads here. It has no certificate yet.");

    /// <summary>Proven and routed; an order came to nothing.</summary>
    public static readonly DomainReason CertificateFailing = new(
        "certificate_failing",
        "The last order for a certificate came to nothing: the certificate's error says why, and when the next one is tried.");

    /// <summary>The zone's owner names other authorities.</summary>
    public static readonly DomainReason CaaForbids = new(
        "caa_forbids",
        "A CAA record of the domain allows other certificate authorities only: add one for ours, or take it away.");

    /// <summary>Two thirds of an uploaded certificate's life are over.</summary>
    public static readonly DomainReason CertificateExpiring = new(
        "certificate_expiring", "The certificate that was uploaded expires soon: upload the next one, or take it away.");

    /// <summary>All is well.</summary>
    public static readonly DomainReason Serving = new("serving", "People reach the domain.");

    /// <summary>The records vanished; the grace runs.</summary>
    public static readonly DomainReason ProofMissing = new(
        "proof_missing", "Neither record is visible any more. The domain still works, but is parked if none comes back.");

    /// <summary>The records were gone for longer than the grace.</summary>
    public static readonly DomainReason ProofGone =
        new("proof_gone", "Neither record came back in time. Set one of them again to take the domain back into use.");

    /// <summary>The host leads here by somebody else's record.</summary>
    public static readonly DomainReason DanglingCname = new(
        "dangling_cname",
        "The host leads here by a CNAME that is not this claim's, and nobody is served there: set the one shown, or none.");

    /// <summary>Another claim was proven.</summary>
    public static readonly DomainReason Reclaimed =
        new("reclaimed", "The records of this claim are gone, and another claim to the same host was proven.");

    private static readonly ImmutableDictionary<string, DomainReason> All = new[]
    {
        AwaitingRecords, DnsFault, DnsDisagrees, HeldElsewhere, NotRouted, AwaitingCertificate, CertificateFailing, CaaForbids,
        CertificateExpiring, Serving, ProofMissing, ProofGone, DanglingCname, Reclaimed,
    }.ToImmutableDictionary(reason => reason.Code);

    /// <summary>Every code.</summary>
    public static IEnumerable<string> Codes => All.Keys;

    /// <summary>The reason with a code; a newer release may have stored one that this one does not know.</summary>
    public static DomainReason Of(string code) => All.GetValueOrDefault(code) ?? new(code, code);
}
