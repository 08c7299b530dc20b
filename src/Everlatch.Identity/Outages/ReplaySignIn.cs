using Everlatch.Directory.Feed;
using Everlatch.Directory.Replay;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Lockouts;
using Everlatch.Storage.Journal;

namespace Everlatch.Identity.Outages;

/// <summary>Brings sign-ins into the database: the session, the count that begins anew, and the trail.</summary>
internal sealed class ReplaySignIn(OutageCounts counts, BringSession bring, AuditTrail audit, TimeProvider clock) : IReplay
{
    public const string KindOfEntry = "signin.succeeded";

    public string Kind => KindOfEntry;

    public void Recall(JournalEntry entry)
    {
        var signIn = entry.Content<JournalledSignIn>();
        counts.Recall(signIn.Environment, signIn.Account);
    }

    public async Task<string?> ReplayAsync(DirectoryWrite write, JournalEntry entry, CancellationToken ct)
    {
        var signIn = entry.Content<JournalledSignIn>();
        if (await bring.RunAsync(write, signIn.Environment, signIn.Session, ct) is { } because)
        {
            return because;
        }

        var (subject, known) = signIn.Account;
        await LockoutStore.ForgetAsync(write.Transaction, signIn.Environment, subject, known, ct);
        await audit.RecordAsync(write.Transaction, Act(entry, signIn, "signin.succeeded", "done"), ct);
        return null;
    }

    public async Task RefuseAsync(DirectoryWrite write, JournalEntry entry, string because, CancellationToken ct)
    {
        var signIn = entry.Content<JournalledSignIn>();
        await audit.RecordAsync(write.Transaction, Act(entry, signIn, OutageAudit.Refused, because), ct);

        // Access tokens that were given in it.
        await Revocations.RecordAsync(write, signIn.Environment, signIn.Session.Id.Value, clock.GetUtcNow(), ct);
    }

    private static AuditEvent Act(JournalEntry entry, JournalledSignIn signIn, string kind, string outcome) => new()
    {
        Environment = signIn.Environment,
        Kind = kind,
        Outcome = outcome,
        At = entry.At,
        Actor = new AuditActor(signIn.Session.User.Value, signIn.Session.Address),
        Target = signIn.Session.Id.Value,
        User = signIn.Session.User,
        Details = OutageAudit.Details(entry),
    };
}
