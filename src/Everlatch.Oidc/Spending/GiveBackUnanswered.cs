using Everlatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Everlatch.Oidc.Spending;

/// <summary>Gives back what was spent without an answer as soon as the database answers again.</summary>
internal sealed partial class GiveBackUnanswered(
    UnansweredSpends unanswered, TimeProvider clock, ILogger<GiveBackUnanswered> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RunAsync(stoppingToken);
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        try
        {
            if (await unanswered.GiveBackAsync(ct) is var found and > 0)
            {
                LogGivenBack(found);
            }
        }
        catch (StoreFaultException)
        {
            // It still does not answer, which every request says already: the next round asks again.
        }
    }

    [LoggerMessage(4902, LogLevel.Information, "{Count} codes and tokens were given back whose requests had got no answer")]
    private partial void LogGivenBack(int count);
}
