using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Certificates.Orders;
using Everlatch.Identity.Environments;

namespace Everlatch.Identity.Domains;

/// <summary>
/// Writes what a look at DNS came to: the state, its audit event, and whether the host leads to the environment, together or not
/// at all. Where the domain changed since the look in what the look rests on, nothing is written.
/// </summary>
internal sealed class SettleDomain(DirectoryWriter writer, AuditTrail audit, TimeProvider clock)
{
    private static readonly TimeSpan NextLook = TimeSpan.FromMinutes(1);

    /// <summary>Writes it.</summary>
    /// <param name="seen">As it was when DNS was asked.</param>
    /// <param name="verdict">What follows.</param>
    /// <param name="loser">The claim for which the host was served, and whose own records are gone.</param>
    /// <param name="by">Who had it looked up.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The domain as it is now; null when it changed since it was read.</returns>
    public Task<CustomDomain?> RunAsync(
        CustomDomain seen, DomainVerdict verdict, CustomDomain? loser, AuditActor by, CancellationToken ct) =>
        writer.WriteAsync(write => SettleAsync(write, seen, verdict, loser, by, ct), ct);

    private async Task<CustomDomain?> SettleAsync(
        DirectoryWrite write,
        CustomDomain seen,
        DomainVerdict verdict,
        CustomDomain? loser,
        AuditActor by,
        CancellationToken ct)
    {
        if (await DomainStore.HoldAsync(write.Transaction, seen.Environment, seen.Id, ct) is not { } before
            || !Stands(verdict, seen, before))
        {
            return null;
        }

        if (verdict.IsServed && !before.IsServed)
        {
            // However often its owner changes it: the records of both were looked at.
            if (loser is not null
                && await DomainStore.HoldAsync(write.Transaction, loser.Environment, loser.Id, ct) is { IsServed: true } holder)
            {
                await ParkAsync(write, holder, by, ct);
            }

            if (!await ServeAsync(write, before, ct))
            {
                verdict = verdict with
                {
                    State = before.State, Reason = DomainReason.HeldElsewhere, OrderCertificateAt = null,
                };
            }
        }
        else if (!verdict.IsServed)
        {
            await DomainEnding.LeaveHostAsync(write, before, ct);
        }

        if (verdict.OrderCertificateAt is { } at)
        {
            await OrderStore.AddAsync(write.Transaction, before.Environment, before.Host, at, ct);
        }

        return await WriteAsync(write, before, verdict, by, ct);
    }

    // Missing records are missing whatever became of its branding or certificate meanwhile, unless another look came first:
    // else who keeps changing a domain would never lose its host.
    private static bool Stands(DomainVerdict verdict, CustomDomain seen, CustomDomain now) =>
        now.Version == seen.Version || (verdict.FailingSince is not null && now.CheckedAt == seen.CheckedAt);

    private async Task ParkAsync(DirectoryWrite write, CustomDomain loser, AuditActor by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await DomainEnding.LeaveHostAsync(write, loser, ct);
        await WriteAsync(
            write, loser, new DomainVerdict(DomainState.Parked, DomainReason.Reclaimed, now, now + NextLook), by, ct);
    }

    // It is never primary: mails of the environment do not name a customer's domain.
    private async Task<bool> ServeAsync(DirectoryWrite write, CustomDomain domain, CancellationToken ct)
    {
        var host = new HostEntry(domain.Host, domain.Issuer, IsPrimary: false);
        if (!await HostStore.AddAsync(write.Transaction, domain.Environment, host, clock.GetUtcNow(), ct))
        {
            return false;
        }

        write.Changed(domain.Environment, DirectoryKind.Host, domain.Host.Value);
        return true;
    }

    private async Task<CustomDomain> WriteAsync(
        DirectoryWrite write, CustomDomain before, DomainVerdict verdict, AuditActor by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var after = await DomainStore.SettleAsync(write.Transaction, before, verdict, now, ct);
        if (after.State == before.State)
        {
            return after;
        }

        await audit.RecordAsync(
            write.Transaction,
            new AuditEvent
            {
                Environment = after.Environment,
                Kind = $"domain.{DomainRow.StateText(after.State)}",
                Actor = by,
                Target = after.Id.Value,
                Tenant = after.Tenant,
                Details = AuditEvent.NoDetails.Add("reason", after.Reason.Code),
            },
            ct);
        return after;
    }
}
