using Everlatch.Storage;
using Everlatch.Storage.Background;
using Everlatch.Storage.Journal;
using Microsoft.Extensions.Logging;

namespace Everlatch.Directory.Replay;

/// <summary>Brings what waits in the journal into the database as soon as that takes writes again.</summary>
internal sealed class FollowJournal(
    OutageJournal journal, ReplayEntry replay, IDatabase database, TimeProvider clock, ILogger<FollowJournal> logger)
    : PeriodicWork(TimeSpan.FromMilliseconds(500), clock, logger)
{
    private static readonly TimeSpan SeldomEvery = TimeSpan.FromMinutes(1);
    private DateTimeOffset seldomAt;
    private DateTimeOffset notBefore;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in journal.Recall())
        {
            replay.Recall(entry);
        }

        return base.StartAsync(cancellationToken);
    }

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        if (!journal.IsKept || !database.Standing.IsTop)
        {
            return;
        }

        if (Clock.GetUtcNow() - seldomAt > SeldomEvery)
        {
            // A process beside this one may have ended in an outage, and not come back.
            journal.TakeOver();
            await ReplayedEntries.PurgeAsync(database, Clock.GetUtcNow() - ReplayEntry.Known, ct);
            seldomAt = Clock.GetUtcNow();
        }

        // What a later build left waits for that build; there is no use in asking twice a second.
        if (journal.Waiting > 0 && Clock.GetUtcNow() >= notBefore
            && !await journal.DrainAsync(entry => replay.RunAsync(entry, ct), ct))
        {
            notBefore = Clock.GetUtcNow() + SeldomEvery;
        }
    }
}
