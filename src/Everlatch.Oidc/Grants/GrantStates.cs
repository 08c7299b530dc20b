using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Oidc.Grants;

/// <summary>Grants as an outage leaves and finds them.</summary>
internal static class GrantStates
{
    private const string Select =
        """
        select id, application_id as application, user_id as "user", tenant_id as tenant, session_id as session, issuer,
            scopes_json, resources_json, amr_json, authenticated_at, idle_expires_at, expires_at, generation, rotated_at,
            revoked_at
        from grants
        where environment_id = @environment and id = @grant
        """;

    private static readonly Statement Find = Statement.Read("grants.find_state", Select);

    private static readonly Statement FindInOutage =
        Statement.Read("grants.find_state_in_outage", Select).AlsoFromStandby();

    private static readonly Statement Bring = Statement.Write(
        "grants.bring",
        """
        insert into grants (
            environment_id, id, application_id, user_id, tenant_id, session_id, issuer, scopes_json, resources_json, amr_json,
            authenticated_at, generation, rotated_at, window_generation, window_started_at, created_at, idle_expires_at,
            expires_at)
        values (@environment, @grant, @application, @user, cast(@tenant as text), @session, @issuer, @scopes, @resources,
            @amr, @authenticated_at, 0, @made, 0, 0, @made, @idle_until, @expires_at)
        on conflict (environment_id, id) do nothing
        """);

    private static readonly Statement CatchUp = Statement.Write(
        "grants.catch_up",
        """
        update grants set
            generation = @generation,
            rotated_at = @at,
            idle_expires_at = case when idle_expires_at < @idle_until then @idle_until else idle_expires_at end
        where environment_id = @environment and id = @grant and generation < @generation and revoked_at is null
        """);

    /// <summary>A grant, living or not; null when there is none.</summary>
    public static Task<GrantState?> FindAsync(
        IStatements statements, EnvironmentId environment, GrantId grant, CancellationToken ct) =>
        statements.FindAsync<GrantState>(Find, new { environment, grant }, ct);

    /// <summary>The same from a standby.</summary>
    public static Task<GrantState?> FindInOutageAsync(
        IStatements statements, EnvironmentId environment, GrantId grant, CancellationToken ct) =>
        statements.FindAsync<GrantState>(FindInOutage, new { environment, grant }, ct);

    /// <summary>Adds a grant that was made in an outage; false when it is there.</summary>
    public static async Task<bool> BringAsync(
        IStatements statements, EnvironmentId environment, Grant grant, DateTimeOffset made, CancellationToken ct) =>
        await statements.ExecuteAsync(
            Bring,
            new
            {
                environment,
                grant = grant.Id,
                application = grant.Application,
                user = grant.User,
                tenant = grant.Tenant?.Value,
                session = grant.Session,
                issuer = grant.Issuer,
                scopes = Json.Write(grant.Scopes),
                resources = Json.Write(grant.Resources),
                amr = Json.Write(grant.Amr),
                authenticated_at = grant.AuthenticatedAt,
                made,
                idle_until = grant.IdleExpiresAt,
                expires_at = grant.ExpiresAt,
            },
            ct) == 1;

    /// <summary>Moves a living family on to a generation that it reached elsewhere, never back.</summary>
    public static Task CatchUpAsync(
        IStatements statements,
        EnvironmentId environment,
        GrantId grant,
        long generation,
        (DateTimeOffset At, DateTimeOffset IdleUntil) times,
        CancellationToken ct) =>
        statements.ExecuteAsync(
            CatchUp, new { environment, grant, generation, at = times.At, idle_until = times.IdleUntil }, ct);
}
