using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Sessions;
using Everlatch.Storage;
using Everlatch.Storage.Journal;

namespace Everlatch.Identity.Outages;

/// <summary>
/// Puts a session that began in an outage into a tenant, while no database takes writes: its cookie says so from then on.
/// </summary>
public sealed class ChooseTenantInOutage(IDatabase database, OutageJournal journal, SessionSeal seal)
{
    /// <summary>Whether it is done here: an outage goes on, and the session began in it.</summary>
    public bool IsFor(BrowserSession session) => session.Sealed is not null && journal.StandsInFor(database);

    /// <summary>The cookie's new value; null when the user is no member of the tenant, or it is disabled.</summary>
    public async Task<string?> RunAsync(
        EnvironmentId environment,
        BrowserSession session,
        string cookie,
        TenantId tenant,
        AuditActor actor,
        CancellationToken ct)
    {
        if (seal.Open(environment, session.Sealed!) is not { } before
            || !await SessionTenants.MayChooseAsync(database, environment, session.User, tenant, ct))
        {
            return null;
        }

        await journal.AppendAsync(
            ReplayTenantChoice.KindOfEntry,
            new JournalledTenantChoice(environment, session.Id, session.User, tenant, actor.Address),
            ct);
        return new PresentedSession(
            PresentedSession.Of(cookie).Secret, seal.Seal(environment, before with { Tenant = tenant })).ToString();
    }
}
