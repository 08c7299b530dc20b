using Everlatch.Directory.Feed;
using Everlatch.Directory.Replay;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Lockouts;
using Everlatch.Storage.Journal;

namespace Everlatch.Identity.Outages;

/// <summary>Brings wrong guesses into the database: what was counted, and that they were refused.</summary>
internal sealed class ReplayGuess(OutageCounts counts, AuditTrail audit) : IReplay
{
    public const string KindOfEntry = "signin.failed";

    public string Kind => KindOfEntry;

    public void Recall(JournalEntry entry)
    {
        var guess = entry.Content<JournalledGuess>();
        counts.Recall(guess.Environment, guess.Counted);
    }

    public async Task<string?> ReplayAsync(DirectoryWrite write, JournalEntry entry, CancellationToken ct)
    {
        var guess = entry.Content<JournalledGuess>();
        foreach (var counted in guess.Counted)
        {
            await LockoutStore.AddAsync(write.Transaction, guess.Environment, counted, ct);
        }

        var act = new AuditEvent
        {
            Environment = guess.Environment,
            Kind = "signin.failed",
            Outcome = "refused",
            At = entry.At,
            Actor = new AuditActor(AuditActor.Nobody, guess.Address),
            Target = guess.User?.Value ?? "unknown",
            User = guess.User,
            Details = OutageAudit.Details(entry),
        };
        await audit.RecordAsync(write.Transaction, act, ct);
        return null;
    }

    // It is refused only when it is too old: then there is nothing left to count.
    public Task RefuseAsync(DirectoryWrite write, JournalEntry entry, string because, CancellationToken ct) => Task.CompletedTask;
}
