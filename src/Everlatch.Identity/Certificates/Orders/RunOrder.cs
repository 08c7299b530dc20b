using Everlatch.Identity.Certificates.Accounts;
using Everlatch.Storage;
using Microsoft.Extensions.Logging;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>Runs one order to its end and writes what became of it. It never throws.</summary>
internal sealed partial class RunOrder(
    PlaceOrder place, SettleOrder settle, PauseAccount pause, CertificateMetrics metrics, ILogger<RunOrder> logger)
{
    /// <summary>Runs it.</summary>
    /// <param name="order">An order of which this server has the lease.</param>
    /// <param name="stopping">Cancelled when the server stops; then the order is given back.</param>
    public async Task RunAsync(CertificateOrder order, CancellationToken stopping)
    {
        try
        {
            await FinishAsync(order, await place.RunAsync(order, stopping), stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await WriteAsync(order, () => settle.GiveBackAsync(order, CancellationToken.None));
        }
#pragma warning disable CA1031 // Nobody waits for it who could tell; it is tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogUnexpected(e, order.HostName.Value);
            await WriteAsync(order, () => CountAsync(order, e));
        }
    }

    // It counts, or it would be tried faster than what is refused; but a fault of the store is no failure of the order's.
    private Task CountAsync(CertificateOrder order, Exception e) => e is StoreFaultException
        ? Task.CompletedTask
        : settle.RunAsync(
            order,
            new OrderOutcome.Failed(OrderFailures.Unreachable, "The order broke off, unexpectedly."),
            CancellationToken.None);

    private async Task FinishAsync(CertificateOrder order, OrderOutcome outcome, CancellationToken ct)
    {
        if (outcome is OrderOutcome.Failed { Id: OrderFailures.RateLimited } limited)
        {
            var until = await pause.RunAsync(limited.RetryAt, ct);
            LogPaused(until);
        }

        var written = await settle.RunAsync(order, outcome, ct);
        switch (outcome)
        {
            case OrderOutcome.Issued issued when written:
                metrics.Count("issued");
                LogIssued(order.HostName.Value, issued.Certificate.NotAfter);
                break;
            case OrderOutcome.Issued:
                metrics.Count("dropped");
                LogDropped(order.HostName.Value);
                break;
            case OrderOutcome.Failed failed:
                metrics.Count(CertificateMetrics.ResultOf(failed.Id));
                LogFailed(failed.Cause, order.HostName.Value, failed.Id, failed.Text);
                break;
        }
    }

    private async Task WriteAsync(CertificateOrder order, Func<Task> write)
    {
        try
        {
            await write();
        }
#pragma warning disable CA1031 // The lease runs out.
        catch (Exception e)
#pragma warning restore CA1031
        {
            LogUnexpected(e, order.HostName.Value);
        }
    }

    [LoggerMessage(3801, LogLevel.Information, "{Host} has a new certificate, until {NotAfter:O}")]
    private partial void LogIssued(string host, DateTimeOffset notAfter);

    [LoggerMessage(3802, LogLevel.Warning, "No certificate for {Host} ({Error}): {Text}; it is tried again")]
    private partial void LogFailed(Exception? cause, string host, string error, string text);

    [LoggerMessage(3803, LogLevel.Warning, "The authority wants fewer requests: nothing is ordered before {Until:O}")]
    private partial void LogPaused(DateTimeOffset until);

    [LoggerMessage(3804, LogLevel.Information, "The certificate for {Host} is thrown away: nobody wants it any more")]
    private partial void LogDropped(string host);

    [LoggerMessage(3805, LogLevel.Error, "The order for {Host} broke off, unexpectedly; it is tried again")]
    private partial void LogUnexpected(Exception e, string host);
}
