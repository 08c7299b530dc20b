using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>Which tenant a new session begins in.</summary>
public static class DefaultTenant
{
    /// <summary>The only tenant that the user can act in; null when there is none, or the user has to choose.</summary>
    public static Task<TenantId?> FindAsync(IStatements statements, EnvironmentId environment, UserId user, CancellationToken ct) =>
        SessionTenants.FindOnlyAsync(statements, environment, user, ct);
}
