using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Oidc.Grants;

/// <summary>
/// Grants that ended by the reuse of a refresh token while their access tokens are not revoked yet: the row is written first and by
/// itself, and a fault may come between the two.
/// </summary>
internal static class UnsettledReuse
{
    private static readonly Statement Find = Statement.Read(
        "grants.find_unsettled_reuse",
        """
        select id, application_id as application, user_id as "user", tenant_id as tenant, session_id as session, issuer,
            scopes_json, resources_json, amr_json, authenticated_at, idle_expires_at, expires_at
        from grants
        where environment_id = @environment and id = @grant and application_id = @application and revoked_because = 'reuse_found'
        """);

    private static readonly Statement Settle = Statement.Write(
        "grants.settle_reuse",
        """
        update grants set revoked_because = 'reused'
        where environment_id = @environment and id = @grant and revoked_because = 'reuse_found'
        """);

    /// <summary>The grant of a family, when it is such a one.</summary>
    public static async Task<Grant?> FindAsync(
        IStatements statements, EnvironmentId environment, AppId application, GrantId grant, CancellationToken ct) =>
        (await statements.FindAsync<GrantRow>(Find, new { environment, application, grant }, ct))?.ToGrant();

    /// <summary>Says, in the transaction that revokes its access tokens, that this is done; false when it was done before.</summary>
    public static async Task<bool> SettleAsync(
        IStatements statements, EnvironmentId environment, GrantId grant, CancellationToken ct) =>
        await statements.ExecuteAsync(Settle, new { environment, grant }, ct) > 0;
}
