using System.Security.Cryptography;
using Everlatch.Identity.Domains.Dns;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Domains;

/// <summary>
/// Says what follows from a look: a fault of DNS changes no state, and nothing is parked before its grace is over.
/// </summary>
internal sealed class JudgeDomain(IOptions<DomainOptions> options)
{
    private static readonly TimeSpan Soonest = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Rarest = TimeSpan.FromHours(6);
    private readonly TimeSpan recheck = TimeSpan.FromMinutes(options.Value.RecheckMinutes);
    private readonly TimeSpan grace = TimeSpan.FromHours(options.Value.GraceHours);

    /// <summary>Judges.</summary>
    public DomainVerdict Run(CustomDomain domain, DomainLook look, DomainCover cover, DateTimeOffset now)
    {
        var (state, reason, failingSince) = look.Proof switch
        {
            DomainProof.Found => Proven(domain, look.Route, cover),
            DomainProof.Missing when domain.IsServed => Vanishing(domain, look.Route, now),
            DomainProof.Missing => Unproven(domain, look.Route),
            DomainProof.Disagreement => (domain.State, DomainReason.DnsDisagrees, domain.FailingSince),
            _ => (domain.State, DomainReason.DnsFault, domain.FailingSince),
        };
        return new DomainVerdict(state, reason, failingSince, now + Jittered(PauseOf(domain, state, failingSince, now)))
        {
            OrderCertificateAt = look is { Proof: DomainProof.Found, Route: DomainRoute.Here } ? cover.OrderAt : null,
        };
    }

    private static (DomainState State, DomainReason Reason, DateTimeOffset? FailingSince) Proven(
        CustomDomain domain, DomainRoute route, DomainCover cover) => route switch
    {
        DomainRoute.Here when cover.HasCertificate => (DomainState.Live, cover.Concern ?? DomainReason.Serving, null),
        DomainRoute.Here => (DomainState.Verified, cover.Concern ?? DomainReason.AwaitingCertificate, null),
        DomainRoute.Unknown =>
            (domain.State == DomainState.Live ? DomainState.Live : DomainState.Verified, DomainReason.DnsFault, null),
        _ => (DomainState.Verified, DomainReason.NotRouted, null),
    };

    private (DomainState State, DomainReason Reason, DateTimeOffset? FailingSince) Vanishing(
        CustomDomain domain, DomainRoute route, DateTimeOffset now)
    {
        var since = domain.FailingSince ?? now;
        return now - since >= grace
            ? (DomainState.Parked, route == DomainRoute.Dangling ? DomainReason.DanglingCname : DomainReason.ProofGone, since)
            : (domain.State, DomainReason.ProofMissing, since);
    }

    private static (DomainState State, DomainReason Reason, DateTimeOffset? FailingSince) Unproven(
        CustomDomain domain, DomainRoute route) => (route, domain.FailingSince) switch
    {
        (DomainRoute.Dangling, var since) => (DomainState.Parked, DomainReason.DanglingCname, since),
        _ when domain.Reason == DomainReason.Reclaimed => (DomainState.Parked, DomainReason.Reclaimed, domain.FailingSince),
        (_, null) => (DomainState.Pending, DomainReason.AwaitingRecords, null),
        (_, var since) => (DomainState.Parked, DomainReason.ProofGone, since),
    };

    // Short at first, then growing with how long it is not as it should be; what is well, or cannot be told, is asked as usual.
    private TimeSpan PauseOf(CustomDomain domain, DomainState state, DateTimeOffset? failingSince, DateTimeOffset now)
    {
        var pause = (now - (failingSince ?? domain.VerifiedAt ?? domain.CreatedAt)) / 8;
        var bounded = pause < Soonest ? Soonest : pause > Rarest ? Rarest : pause;
        return state switch
        {
            DomainState.Live when failingSince is null => recheck,
            DomainState.Live or DomainState.Verified => bounded < recheck ? bounded : recheck,
            _ => bounded,
        };
    }

    // Up to a fifth longer, so that what was claimed together is not asked about together for ever.
    private static TimeSpan Jittered(TimeSpan pause) => pause + (pause * RandomNumberGenerator.GetInt32(0, 200) / 1000);
}
