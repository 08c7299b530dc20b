using Everlatch.Core.Secrets;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Domains;
using Everlatch.Storage;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>
/// Writes what became of an order: the certificate, what the host is served with, and the audit event, together or not at all.
/// Where the order is in other hands, or its domain gone, nothing is written.
/// </summary>
internal sealed class SettleOrder(
    IDatabase database, DirectoryWriter writer, AuditTrail audit, MasterKey master, TimeProvider clock)
{
    /// <summary>Writes it; false when nobody wanted it any more.</summary>
    public Task<bool> RunAsync(CertificateOrder order, OrderOutcome outcome, CancellationToken ct) => outcome switch
    {
        OrderOutcome.Issued issued => writer.WriteAsync(write => KeepAsync(write, order, issued.Certificate, ct), ct),
        OrderOutcome.Failed failed => FailAsync(order, failed, ct),
        OrderOutcome.Later later => OrderStore.ReleaseAsync(database, order, later.At, 0, ct),
        _ => LeaveAsync(order, ct),
    };

    /// <summary>Gives an order back that this server can no longer finish.</summary>
    public Task GiveBackAsync(CertificateOrder order, CancellationToken ct) =>
        OrderStore.ReleaseAsync(database, order, clock.GetUtcNow(), order.Attempts, ct);

    private async Task<bool> KeepAsync(
        DirectoryWrite write, CertificateOrder order, UsableCertificate certificate, CancellationToken ct)
    {
        var (environment, host, now) = (order.EnvironmentId, order.HostName, clock.GetUtcNow());
        var stored = certificate.Seal(master, environment, host, CertificateKind.Acme);

        // The domain first, as everybody who changes one does; whoever ends it meanwhile waits, or was first.
        if (await DomainStore.LookAgainAsync(write.Transaction, environment, host, null, now, ct) is not { } domain
            || !await OrderStore.ReleaseAsync(write.Transaction, order, stored.RenewAt, 0, ct))
        {
            return false;
        }

        await OrderStore.TellAsync(write.Transaction, environment, host, null, ct);
        await CertificateStore.PutAsync(write, environment, host, stored, now, ct);
        await audit.RecordAsync(write.Transaction, CertificateEvents.Of(domain, "issued", AuditActor.Schedule, stored), ct);
        return true;
    }

    private async Task<bool> FailAsync(CertificateOrder order, OrderOutcome.Failed failed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var attempts = failed.Id == OrderFailures.RateLimited ? order.Attempts : order.Attempts + 1;
        var next = OrderPauses.Until(now, attempts, failed.RetryAt);
        await using var transaction = await database.BeginAsync(ct);
        await DomainStore.LookAgainAsync(transaction, order.EnvironmentId, order.HostName, null, now, ct);
        if (!await OrderStore.ReleaseAsync(transaction, order, next, attempts, ct))
        {
            return false;
        }

        await OrderStore.TellAsync(
            transaction, order.EnvironmentId, order.HostName, new CertificateFailure(failed.Id, failed.Text, now), ct);
        await transaction.CommitAsync(ct);
        return true;
    }

    private async Task<bool> LeaveAsync(CertificateOrder order, CancellationToken ct)
    {
        await OrderStore.LeaveAsync(database, order, ct);
        return false;
    }
}
