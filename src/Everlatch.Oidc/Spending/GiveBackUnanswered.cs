using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;

namespace Everlatch.Oidc.Spending;

/// <summary>Gives back what was spent without an answer as soon as the database answers again.</summary>
internal sealed partial class GiveBackUnanswered(
    UnansweredSpends unanswered, TimeProvider clock, ILogger<GiveBackUnanswered> logger)
    : PeriodicWork(TimeSpan.FromMilliseconds(500), clock, logger)
{
    private readonly ILogger logger = logger;

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        if (await unanswered.GiveBackAsync(ct) is var found and > 0)
        {
            LogGivenBack(found);
        }
    }

    [LoggerMessage(4902, LogLevel.Information, "{Count} codes and tokens were given back whose requests had got no answer")]
    private partial void LogGivenBack(int count);
}
