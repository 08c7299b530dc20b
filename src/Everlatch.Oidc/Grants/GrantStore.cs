using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Oidc.Grants;

/// <summary>
/// Grants: made with a code or a device code, ended by the user, the application, the session or an administrator.
/// </summary>
/// <remarks>Every method takes the statements to send it over, so that a caller's transaction can include it.</remarks>
public static class GrantStore
{
    /// <summary>Adds the row that <see cref="RowOf" /> gives.</summary>
    internal const string InsertSql =
        """
        insert into grants (
            environment_id, id, application_id, user_id, tenant_id, session_id, issuer, scopes_json, resources_json, amr_json,
            authenticated_at, generation, rotated_at, window_generation, window_started_at, created_at, idle_expires_at,
            expires_at)
        values (@environment, @grant, @application, @user, @tenant, @session, @issuer, @scopes, @resources,
            @amr, @authenticated_at, 0, @now, 0, 0, @now, @idle_until, @expires_at)
        """;

    private static readonly Statement Insert = Statement.Write("grants.insert", InsertSql);

    private static readonly Statement End = Statement.Write(
        "grants.end",
        """
        update grants set revoked_at = @now, revoked_because = @because
        where environment_id = @environment and id = @grant and application_id = @application and revoked_at is null
        """);

    private static readonly Statement FindLiving = Statement.Read(
        "grants.find_living",
        """
        select id, application_id as application, user_id as "user", tenant_id as tenant, session_id as session, issuer,
            scopes_json, resources_json, amr_json, authenticated_at, idle_expires_at, expires_at
        from grants
        where environment_id = @environment and id = @grant and generation = @generation
            and revoked_at is null and expires_at > @now and idle_expires_at > @now
        """);

    private static readonly Statement EndOfSession = Statement.Write(
        "grants.end_of_session",
        """
        update grants set revoked_at = @now, revoked_because = @because
        where environment_id = @environment and session_id = @session and revoked_at is null
        returning id
        """);

    private static readonly Statement CarryOver = Statement.Write(
        "grants.carry_over",
        """
        update grants set session_id = @to_session
        where environment_id = @environment and session_id = @from_session and revoked_at is null
        """);

    private static readonly Statement EndOfUser = Statement.Write(
        "grants.end_of_user",
        """
        update grants set revoked_at = @now, revoked_because = @because
        where environment_id = @environment and user_id = @user and revoked_at is null
            and (cast(@except_session as text) is null or session_id <> @except_session)
        returning id
        """);

    private static readonly Statement EndOfMember = Statement.Write(
        "grants.end_of_member",
        """
        update grants set revoked_at = @now, revoked_because = @because
        where environment_id = @environment and user_id = @user and tenant_id = @tenant and revoked_at is null
        returning id
        """);

    private static readonly Statement EndOfTenant = Statement.Write(
        "grants.end_of_tenant",
        """
        update grants set revoked_at = @now, revoked_because = @because
        where environment_id = @environment and tenant_id = @tenant and revoked_at is null
        returning id
        """);

    /// <summary>Adds a grant at generation 0.</summary>
    public static Task AddAsync(
        IStatements statements, EnvironmentId environment, Grant grant, DateTimeOffset now, CancellationToken ct) =>
        statements.ExecuteAsync(Insert, RowOf(environment, grant, now), ct);

    /// <summary>A grant's row at generation 0.</summary>
    internal static object RowOf(EnvironmentId environment, Grant grant, DateTimeOffset now) => new
    {
        environment,
        grant = grant.Id,
        application = grant.Application,
        user = grant.User,
        tenant = grant.Tenant,
        session = grant.Session,
        issuer = grant.Issuer,
        scopes = Json.Write(grant.Scopes),
        resources = Json.Write(grant.Resources),
        amr = Json.Write(grant.Amr),
        authenticated_at = grant.AuthenticatedAt,
        now,
        idle_until = grant.IdleExpiresAt,
        expires_at = grant.ExpiresAt,
    };

    /// <summary>The grant whose living refresh token this is; null when the token was spent or the grant has ended.</summary>
    internal static async Task<Grant?> FindLivingAsync(
        IStatements statements, EnvironmentId environment, RefreshToken token, DateTimeOffset now, CancellationToken ct) =>
        (await statements.FindAsync<GrantRow>(
            FindLiving, new { environment, grant = token.Grant, generation = token.Generation, now }, ct))?.ToGrant();

    /// <summary>Ends one grant of an application; true when it was alive.</summary>
    internal static async Task<bool> EndAsync(
        IStatements statements,
        EnvironmentId environment,
        AppId application,
        GrantId grant,
        string because,
        DateTimeOffset now,
        CancellationToken ct) =>
        await statements.ExecuteAsync(End, new { environment, application, grant, because, now }, ct) > 0;

    /// <summary>Ends the grants of a session, and says which those were.</summary>
    public static Task<IReadOnlyList<GrantId>> EndOfSessionAsync(
        IStatements statements,
        EnvironmentId environment,
        SessionId session,
        string because,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.ListAsync<GrantId>(EndOfSession, new { environment, session, because, now }, ct);

    /// <summary>Moves the living grants of a session to the one that replaces it.</summary>
    public static Task CarryOverAsync(
        IStatements statements, EnvironmentId environment, SessionId before, SessionId after, CancellationToken ct) =>
        statements.ExecuteAsync(CarryOver, new { environment, from_session = before, to_session = after }, ct);

    /// <summary>
    /// Ends the grants of a user, those of one session excepted, and says which those were. Sessions may be long gone.
    /// </summary>
    public static Task<IReadOnlyList<GrantId>> EndOfUserAsync(
        IStatements statements,
        EnvironmentId environment,
        UserId user,
        SessionId? except,
        string because,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.ListAsync<GrantId>(EndOfUser, new { environment, user, except_session = except?.Value, because, now }, ct);

    /// <summary>Ends what a user was granted in one tenant, and says which grants those were.</summary>
    public static Task<IReadOnlyList<GrantId>> EndOfMemberAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        UserId user,
        string because,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.ListAsync<GrantId>(EndOfMember, new { environment, tenant, user, because, now }, ct);

    /// <summary>Ends what anybody was granted in one tenant, and says which grants those were.</summary>
    public static Task<IReadOnlyList<GrantId>> EndOfTenantAsync(
        IStatements statements,
        EnvironmentId environment,
        TenantId tenant,
        string because,
        DateTimeOffset now,
        CancellationToken ct) =>
        statements.ListAsync<GrantId>(EndOfTenant, new { environment, tenant, because, now }, ct);
}
