using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Sessions;

/// <summary>Says in which tenant a session's user acts from now on.</summary>
public sealed class SetSessionTenant(IDatabase database)
{
    /// <summary>
    /// Null takes the choice back. False, and nothing changed, when the session ended or its user is no member of that tenant, or the
    /// tenant is disabled: the statement itself looks.
    /// </summary>
    public async Task<bool> RunAsync(EnvironmentId environment, SessionId session, TenantId? tenant, CancellationToken ct) =>
        await SessionStore.ChooseTenantAsync(database, environment, session, tenant, ct) == 1;
}
