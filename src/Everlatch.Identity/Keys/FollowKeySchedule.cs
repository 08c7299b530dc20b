using Everlatch.Directory;
using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Keys;

/// <summary>
/// Rotates and retires keys when they are due. Every server looks, in memory;
/// the conditional update of a key lets one of them act.
/// </summary>
internal sealed class FollowKeySchedule(
    IDirectory directory, DueKeys due, IOptions<KeyOptions> options, TimeProvider clock, ILogger<FollowKeySchedule> logger)
    : PeriodicWork(TimeSpan.FromMinutes(options.Value.CheckMinutes), clock, logger)
{
    protected override bool StartsAtOnce => true;

    protected override Task RunOnceAsync(CancellationToken ct) => due.FollowAsync(directory.Current, ct);
}
