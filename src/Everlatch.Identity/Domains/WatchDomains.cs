using Everlatch.Identity.Audit;
using Everlatch.Storage;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Domains;

/// <summary>Looks up every domain when it is due, for as long as it lives. Each is looked up by one server at a time.</summary>
internal sealed partial class WatchDomains(
    IDatabase database, VerifyDomain verify, IOptions<DomainOptions> options, TimeProvider clock, ILogger<WatchDomains> logger)
    : PeriodicWork(TimeSpan.FromSeconds(options.Value.WatchSeconds), clock, logger)
{
    private const int Batch = 32;
    private const int AtOnce = 8;

    // Longer than a batch takes whose every question runs into its time-out.
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);
    private readonly ILogger logger = logger;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Value.Enabled ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        IReadOnlyList<CustomDomain> due;
        do
        {
            var now = Clock.GetUtcNow();
            due = await DueDomains.ClaimAsync(database, now, now + Claim, Batch, ct);
            await Parallel.ForEachAsync(
                due, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, CheckAsync);
        }
        while (due.Count == Batch);
    }

    private async ValueTask CheckAsync(CustomDomain domain, CancellationToken ct)
    {
        try
        {
            await verify.CheckAsync(domain, AuditActor.Schedule, ct);
        }
#pragma warning disable CA1031 // The others do not wait until this one is mended; a store that does not answer is nobody's own.
        catch (Exception e) when (!ct.IsCancellationRequested && e is not StoreFaultException)
#pragma warning restore CA1031
        {
            LogFailed(e, domain.Id.Value);
        }
    }

    [LoggerMessage(3701, LogLevel.Error, "Domain {Domain} could not be looked up, unexpectedly; it is tried again")]
    private partial void LogFailed(Exception e, string domain);
}
