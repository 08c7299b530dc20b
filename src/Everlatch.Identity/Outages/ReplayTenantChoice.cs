using Everlatch.Directory.Feed;
using Everlatch.Directory.Replay;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Memberships;
using Everlatch.Storage.Journal;

namespace Everlatch.Identity.Outages;

/// <summary>Brings choices of tenants into the database.</summary>
internal sealed class ReplayTenantChoice(SwitchTenant change, AuditTrail audit) : IReplay
{
    public const string KindOfEntry = "session.tenant_switched";

    public string Kind => KindOfEntry;

    public void Recall(JournalEntry entry)
    {
        // The cookie says it.
    }

    public async Task<string?> ReplayAsync(DirectoryWrite write, JournalEntry entry, CancellationToken ct)
    {
        var choice = entry.Content<JournalledTenantChoice>();
        var actor = new AuditActor(choice.User.Value, choice.Address);
        return await change.RunAsync(
            write.Transaction, choice.Environment, choice.Session, choice.User, choice.Tenant, actor, ct)
                ? null
                : "session_ended_or_tenant_left";
    }

    public Task RefuseAsync(DirectoryWrite write, JournalEntry entry, string because, CancellationToken ct)
    {
        var choice = entry.Content<JournalledTenantChoice>();
        var act = new AuditEvent
        {
            Environment = choice.Environment,
            Kind = OutageAudit.Refused,
            Outcome = because,
            At = entry.At,
            Actor = new AuditActor(choice.User.Value, choice.Address),
            Target = choice.Session.Value,
            Tenant = choice.Tenant,
            User = choice.User,
            Details = OutageAudit.Details(entry),
        };
        return audit.RecordAsync(write.Transaction, act, ct);
    }
}
