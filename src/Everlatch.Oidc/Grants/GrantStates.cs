using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Oidc.Grants;

/// <summary>Grants as an outage leaves and finds them.</summary>
internal static class GrantStates
{
    private static readonly Statement Find = Statement
        .Read(
            "grants.find_state",
            """
            select id, application_id as application, user_id as "user", tenant_id as tenant, session_id as session, issuer,
                scopes_json, resources_json, amr_json, authenticated_at, idle_expires_at, expires_at, generation, rotated_at,
                revoked_at
            from grants
            where environment_id = @environment and id = @grant
            """)
        .AlsoFromStandby();

    private static readonly Statement Bring = Statement.Write(
        "grants.bring",
        $"""
        {GrantStore.InsertSql}
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

    /// <summary>A grant, living or not, also from a standby; null when there is none.</summary>
    public static Task<GrantState?> FindAsync(
        IStatements statements, EnvironmentId environment, GrantId grant, CancellationToken ct) =>
        statements.FindAsync<GrantState>(Find, new { environment, grant }, ct);

    /// <summary>Adds a grant that was made in an outage; false when it is there.</summary>
    public static async Task<bool> BringAsync(
        IStatements statements, EnvironmentId environment, Grant grant, DateTimeOffset made, CancellationToken ct) =>
        await statements.ExecuteAsync(Bring, GrantStore.RowOf(environment, grant, made), ct) == 1;

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
