using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Memberships;

/// <summary>The tenant that a session acts in, as a column of its row.</summary>
internal static class SessionTenants
{
    // One statement checks and sets. A membership that ends at this very moment may leave the session
    // where it is: a choice is no right, every token is issued against the membership itself.
    private static readonly Statement Choose = Statement.Write(
        "memberships.choose_tenant_of_session",
        """
        update sessions set tenant_id = @tenant
        where environment_id = @environment and id = @session and user_id = @user and ended_at is null and expires_at > @now
            and exists (
                select 1 from memberships m join tenants t on t.environment_id = @environment and t.id = m.tenant_id
                where m.environment_id = @environment and m.tenant_id = @tenant and m.user_id = @user and t.disabled_at is null)
        """);

    private static readonly Statement LeaveAsMember = Statement.Write(
        "memberships.leave_sessions",
        """
        update sessions set tenant_id = null
        where environment_id = @environment and user_id = @user and tenant_id = @tenant
        """);

    private static readonly Statement LeaveAll = Statement.Write(
        "tenants.leave_sessions",
        "update sessions set tenant_id = null where environment_id = @environment and tenant_id = @tenant");

    private static readonly Statement ChooseOnly = Statement.Write(
        "memberships.choose_only_tenant",
        """
        update sessions set tenant_id = (
            select min(m.tenant_id) from memberships m join tenants t on t.environment_id = @environment and t.id = m.tenant_id
            where m.environment_id = @environment and m.user_id = @user and t.disabled_at is null
            having count(*) = 1)
        where environment_id = @environment and id = @session and user_id = @user
        """);

    private static readonly Statement MayChoose = Statement
        .Read(
            "memberships.may_choose_tenant",
            """
            select 1 from memberships m join tenants t on t.environment_id = @environment and t.id = m.tenant_id
            where m.environment_id = @environment and m.tenant_id = @tenant and m.user_id = @user and t.disabled_at is null
            """)
        .AlsoFromStandby();

    private static readonly Statement FindOnly = Statement
        .Read(
            "memberships.find_only_tenant",
            """
            select min(m.tenant_id) from memberships m join tenants t on t.environment_id = @environment and t.id = m.tenant_id
            where m.environment_id = @environment and m.user_id = @user and t.disabled_at is null
            having count(*) = 1
            """)
        .AlsoFromStandby();

    /// <summary>Whether a user can act in a tenant.</summary>
    public static async Task<bool> MayChooseAsync(
        IStatements statements, EnvironmentId environment, UserId user, TenantId tenant, CancellationToken ct) =>
        await statements.FindAsync<int>(MayChoose, new { environment, user, tenant }, ct) == 1;

    /// <summary>The one tenant that a user can act in; null when there are none or several.</summary>
    public static Task<TenantId?> FindOnlyAsync(
        IStatements statements, EnvironmentId environment, UserId user, CancellationToken ct) =>
        statements.FindAsync<TenantId?>(FindOnly, new { environment, user }, ct);

    /// <summary>
    /// Puts a living session of a user into a tenant; false when the user is no member of it or it is disabled.
    /// </summary>
    public static async Task<bool> ChooseAsync(
        IStatements statements,
        EnvironmentId environment,
        SessionId session,
        UserId user,
        TenantId tenant,
        DateTimeOffset now,
        CancellationToken ct) =>
        await statements.ExecuteAsync(Choose, new { environment, session, user, tenant, now }, ct) == 1;

    /// <summary>Takes every session of a user out of a tenant.</summary>
    public static Task LeaveAsync(
        IStatements statements, EnvironmentId environment, TenantId tenant, UserId user, CancellationToken ct) =>
        statements.ExecuteAsync(LeaveAsMember, new { environment, tenant, user }, ct);

    /// <summary>Takes everybody's sessions out of a tenant.</summary>
    public static Task LeaveAsync(IStatements statements, EnvironmentId environment, TenantId tenant, CancellationToken ct) =>
        statements.ExecuteAsync(LeaveAll, new { environment, tenant }, ct);

    /// <summary>
    /// Puts a new session into the one tenant that its user can act in; into none when there are none or several.
    /// </summary>
    public static Task ChooseOnlyAsync(
        IStatements statements, EnvironmentId environment, SessionId session, UserId user, CancellationToken ct) =>
        statements.ExecuteAsync(ChooseOnly, new { environment, session, user }, ct);
}
