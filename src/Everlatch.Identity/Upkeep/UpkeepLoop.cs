using Everlatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Upkeep;

/// <summary>Runs every <see cref="IUpkeep" /> at the configured pace.</summary>
internal sealed partial class UpkeepLoop(
    IEnumerable<IUpkeep> all, IOptions<UpkeepOptions> options, TimeProvider clock, ILogger<UpkeepLoop> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.EveryMinutes), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var one in all)
            {
                await RunAsync(one, stoppingToken);
            }
        }
    }

    private async Task RunAsync(IUpkeep one, CancellationToken ct)
    {
        try
        {
            var rows = await one.RunAsync(clock.GetUtcNow(), ct);
            LogSwept(one.GetType().Name, rows);
        }
        catch (StoreFaultException e)
        {
            LogFault(e, one.GetType().Name);
        }
    }

    [LoggerMessage(3301, LogLevel.Debug, "{Sweep} deleted {Rows} rows")]
    private partial void LogSwept(string sweep, int rows);

    [LoggerMessage(3302, LogLevel.Warning, "{Sweep} met a store that does not answer; the next round tries again")]
    private partial void LogFault(Exception e, string sweep);
}
