using Everlatch.Directory;
using Everlatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Keys;

/// <summary>
/// Rotates and retires keys when they are due. Every server looks, in memory;
/// the conditional update of a key lets one of them act.
/// </summary>
internal sealed partial class FollowKeySchedule(
    IDirectory directory, DueKeys due, IOptions<KeyOptions> options, TimeProvider clock, ILogger<FollowKeySchedule> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.CheckMinutes), clock);
        do
        {
            try
            {
                await due.FollowAsync(directory.Current, stoppingToken);
            }
            catch (StoreFaultException e)
            {
                LogPostponed(e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(3603, LogLevel.Warning, "Keys that are due could not be changed; the next look tries again")]
    private partial void LogPostponed(Exception e);
}
