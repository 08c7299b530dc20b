using Everlatch.Identity.Certificates.Accounts;
using Everlatch.Identity.Certificates.Acme;
using Everlatch.Identity.Certificates.Caa;
using Everlatch.Storage;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>Orders a host's certificate from the authority, after everything that could speak against it was asked.</summary>
internal sealed class PlaceOrder(
    IDatabase database, WantCertificate want, OpenAccount open, CheckCaa caa, TimeProvider clock)
{
    /// <summary>How long an order is in a server's hands: longer than it may run.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(8);

    /// <summary>Runs it. What can be expected to go wrong is an outcome.</summary>
    public async Task<OrderOutcome> RunAsync(CertificateOrder order, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await want.RunAsync(order, either.Token) ?? await OrderAsync(order, either.Token);
        }
        catch (OrderEndedException)
        {
            return new OrderOutcome.NotWanted();
        }
        catch (Exception e) when (!ct.IsCancellationRequested && OrderFailures.Of(e) is not null)
        {
            return OrderFailures.Of(e)!;
        }
    }

    private async Task<OrderOutcome> OrderAsync(CertificateOrder order, CancellationToken ct)
    {
        using var account = await open.RunAsync(ct);
        return await caa.RunAsync(order.HostName, account.Authority, ct) switch
        {
            // DNS may have taken a while: the domain may be gone, parked or somebody else's by now.
            CaaVerdict.Allowed allowed => await want.RunAsync(order, ct) ?? await ObtainAsync(order, account, allowed.Ways, ct),
            CaaVerdict.Forbidden forbidden => OrderFailures.Forbidden(forbidden.Why),
            _ => new OrderOutcome.Failed(OrderFailures.CaaUnknown, "DNS did not say whether there are CAA records."),
        };
    }

    private async Task<OrderOutcome> ObtainAsync(
        CertificateOrder order, OpenedAccount account, IReadOnlyList<string> ways, CancellationToken ct)
    {
        var obtain = new ObtainCertificate(new OrderAnswers(database, order, ways), clock);
        var issued = await account.KnownAsync(authority => obtain.RunAsync(authority, order.HostName, ct), ct);
        return ReadCertificate.Run(issued.ChainPem, issued.Pkcs8, order.HostName, clock.GetUtcNow()) switch
        {
            (UsableCertificate usable, _) => new OrderOutcome.Issued(usable),
            (_, var problem) => new OrderOutcome.Failed(OrderFailures.Unusable, problem!.Title),
        };
    }
}
