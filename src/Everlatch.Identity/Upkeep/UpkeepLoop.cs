using Everlatch.Storage;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Upkeep;

/// <summary>Runs every <see cref="IUpkeep" /> at the configured pace; one that fails holds up no other.</summary>
internal sealed partial class UpkeepLoop(
    IEnumerable<IUpkeep> all, IOptions<UpkeepOptions> options, TimeProvider clock, ILogger<UpkeepLoop> logger)
    : PeriodicWork(TimeSpan.FromMinutes(options.Value.EveryMinutes), clock, logger)
{
    private readonly ILogger logger = logger;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        foreach (var one in all)
        {
            await RunAsync(one, ct);
        }
    }

    private async Task RunAsync(IUpkeep one, CancellationToken ct)
    {
        try
        {
            var rows = await one.RunAsync(Clock.GetUtcNow(), ct);
            LogSwept(one.GetType().Name, rows);
        }
        catch (StoreFaultException e)
        {
            LogFault(e, one.GetType().Name);
        }
#pragma warning disable CA1031 // The others do not wait until this one is mended.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(e, one.GetType().Name);
        }
    }

    [LoggerMessage(3301, LogLevel.Debug, "{Sweep} deleted {Rows} rows")]
    private partial void LogSwept(string sweep, int rows);

    [LoggerMessage(3302, LogLevel.Warning, "{Sweep} met a store that does not answer; the next round tries again")]
    private partial void LogFault(Exception e, string sweep);

    [LoggerMessage(3303, LogLevel.Error, "{Sweep} failed unexpectedly; the next round tries again")]
    private partial void LogFailed(Exception e, string sweep);
}
