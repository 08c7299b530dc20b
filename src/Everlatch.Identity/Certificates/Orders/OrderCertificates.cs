using Everlatch.Core.Ids;
using Everlatch.Identity.Certificates.Accounts;
using Everlatch.Storage;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>Runs the orders that are due, a few at once. Each is in one server's hands at a time.</summary>
/// <remarks>A server that dies leaves its orders to whoever comes when their leases ran out.</remarks>
internal sealed partial class OrderCertificates(
    IDatabase database,
    RunOrder run,
    IOptions<CertificateOptions> options,
    TimeProvider clock,
    ILogger<OrderCertificates> logger)
    : PeriodicWork(TimeSpan.FromSeconds(options.Value.WatchSeconds), clock, logger)
{
    private readonly List<Task> running = [];

    /// <summary>Waits for the orders that run.</summary>
    public Task FinishAsync() => Task.WhenAll(running);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FinishAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Begins orders that are due, as far as there is room.</summary>
    public Task BeginAsync(CancellationToken ct) => RunOnceAsync(ct);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Enabled ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        running.RemoveAll(task => task.IsCompleted);
        while (running.Count < options.Value.AtOnce && await NextAsync(ct) is { } order)
        {
            // Not awaited: an authority that takes minutes over one host holds up nobody else's.
            running.Add(Task.Run(() => run.RunAsync(order, ct), CancellationToken.None));
        }
    }

    private async Task<CertificateOrder?> NextAsync(CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        return await AccountStore.IsPausedAsync(database, options.Value.Directory, now, ct)
            ? null
            : await OrderStore.ClaimAsync(database, Id.NewText("lease", Clock), now, now + PlaceOrder.Lease, ct);
    }
}
