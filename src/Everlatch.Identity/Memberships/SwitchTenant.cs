using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>Puts a session into another tenant of its user.</summary>
/// <remarks>
/// Grants stay in the tenant they were made for, so no token that an application holds is widened; an application asks again and
/// gets a grant for the tenant that the session is in then.
/// </remarks>
public sealed class SwitchTenant(IDatabase database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// Switches; false when the session is over, or its user is no member of the tenant, or the tenant is disabled.
    /// </summary>
    public async Task<bool> RunAsync(
        EnvironmentId environment, SessionId session, UserId user, TenantId tenant, AuditActor actor, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        if (!await RunAsync(transaction, environment, session, user, tenant, actor, ct))
        {
            return false;
        }

        await transaction.CommitAsync(ct);
        return true;
    }

    /// <summary>The same in the caller's transaction.</summary>
    internal async Task<bool> RunAsync(
        IStatements on,
        EnvironmentId environment,
        SessionId session,
        UserId user,
        TenantId tenant,
        AuditActor actor,
        CancellationToken ct)
    {
        if (!await SessionTenants.ChooseAsync(on, environment, session, user, tenant, clock.GetUtcNow(), ct))
        {
            return false;
        }

        var act = new AuditEvent
        {
            Environment = environment,
            Kind = "session.tenant_switched",
            Actor = actor,
            Target = session.Value,
            Tenant = tenant,
            User = user,
        };
        await audit.RecordAsync(on, act, ct);
        return true;
    }
}
