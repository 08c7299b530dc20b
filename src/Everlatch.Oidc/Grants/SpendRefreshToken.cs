using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Oidc.Grants;

/// <summary>
/// Spends a refresh token: check, rotation and everything that the new tokens say, in one statement and one round trip.
/// </summary>
/// <remarks>
/// The row's lock orders concurrent spenders. The first moves the family on; others that hold the same token find it moved and, while
/// the window is open, get the same successor. So a lost response can be retried and a race signs nobody out, and there is never more
/// than one living token. Outside the window an old token ends the grant (RFC 9700 §4.14.2); its row says <c>reuse_found</c> until
/// <see cref="EndGrant" /> has revoked its access tokens as well, and every token of the family leads there until then.
/// A token newer than the row is one that we made and the database forgot (restored from a backup): the family catches up with it.
/// </remarks>
public sealed class SpendRefreshToken(IStatements statements, TimeProvider clock)
{
    /// <summary>How long an already spent token still leads to its successor.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    private static readonly Statement Spend = Statement.Write(
        "grants.spend_refresh_token",
        """
        update grants set
            generation = case when generation <= @generation then @generation + 1 else generation end,
            rotated_at = case when generation <= @generation then @now else rotated_at end,
            window_generation =
                case when generation <= @generation and @now - window_started_at > @window then @generation else window_generation end,
            window_started_at =
                case when generation <= @generation and @now - window_started_at > @window then @now else window_started_at end,
            idle_expires_at = case when generation <= @generation then @idle_until else idle_expires_at end,
            revoked_at = case when generation <= @generation
                or (generation - 1 = @generation and @now - rotated_at <= @window)
                or (window_generation <= @generation and @now - window_started_at <= @window) then null else @now end,
            revoked_because = case when generation <= @generation
                or (generation - 1 = @generation and @now - rotated_at <= @window)
                or (window_generation <= @generation and @now - window_started_at <= @window) then null else 'reuse_found' end
        where environment_id = @environment and id = @grant and application_id = @application
            and revoked_at is null and expires_at > @now and idle_expires_at > @now
        returning id, application_id as application, user_id as "user", tenant_id as tenant, session_id as session, issuer,
            scopes_json, resources_json, amr_json, authenticated_at, idle_expires_at, expires_at, generation, revoked_at,
            (select u.email from users u
                where u.environment_id = @environment and u.id = grants.user_id and u.disabled_at is null) as email,
            (select u.email_verified_at from users u where u.environment_id = @environment and u.id = grants.user_id) as email_verified_at,
            (select u.name from users u where u.environment_id = @environment and u.id = grants.user_id) as name,
            (select u.locale from users u where u.environment_id = @environment and u.id = grants.user_id) as locale,
            (select m.roles_json from memberships m join tenants t on t.environment_id = @environment and t.id = m.tenant_id
                where m.environment_id = @environment and m.tenant_id = grants.tenant_id and m.user_id = grants.user_id
                    and t.disabled_at is null) as roles_json
        """);

    // Only the spender that moved the family finds its own time here, so that a replay of a spent token moves nothing back. A spender
    // beside it may have given the successor out: that one is newer than the row, which catches up. Without a time of rotation the
    // predecessor has no window, as if the token had stayed spent.
    private static readonly Statement GiveBack = Statement.Write(
        "grants.give_back_refresh_token",
        """
        update grants set generation = @generation, rotated_at = 0
        where environment_id = @environment and id = @grant and generation = @generation + 1 and rotated_at = @rotated
            and revoked_at is null
        """);

    /// <summary>Spends a token that this environment made.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="application">The application that authenticated.</param>
    /// <param name="token">The token, its proof already checked.</param>
    /// <param name="idle">How long the grant lives on from now without another refresh.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<RefreshOutcome> RunAsync(
        EnvironmentId environment, AppId application, RefreshToken token, TimeSpan idle, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = await statements.FindAsync<Row>(
            Spend,
            new
            {
                environment,
                application,
                grant = token.Grant,
                generation = token.Generation,
                now,
                window = (long)Window.TotalMilliseconds,
                idle_until = now + idle,
            },
            ct);
        return row switch
        {
            null => await FindUnsettledAsync(environment, application, token, ct),
            { RevokedAt: not null } => new RefreshOutcome.Reused(row.ToGrant()),
            { Email: null } or { Tenant: not null, RolesJson: null } => new RefreshOutcome.Refused(),
            _ => new RefreshOutcome.Rotated(row.ToGrant(), new RefreshToken(row.Id, row.Generation), row.ToPerson(), row.ToRoles(), now),
        };
    }

    // Tokens are refused seldom enough for a second look.
    private async Task<RefreshOutcome> FindUnsettledAsync(
        EnvironmentId environment, AppId application, RefreshToken token, CancellationToken ct) =>
        await UnsettledReuse.FindAsync(statements, environment, application, token.Grant, ct) is { } grant
            ? new RefreshOutcome.Reused(grant)
            : new RefreshOutcome.Refused();

    /// <summary>Makes a token living again that was spent for a request which was refused, however long ago its client retries.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="token">The token that was spent.</param>
    /// <param name="spentAt">When it was spent.</param>
    /// <param name="ct">Cancels.</param>
    public Task GiveBackAsync(EnvironmentId environment, RefreshToken token, DateTimeOffset spentAt, CancellationToken ct) =>
        statements.ExecuteAsync(
            GiveBack, new { environment, grant = token.Grant, generation = token.Generation, rotated = spentAt }, ct);

    private sealed record Row : GrantRow
    {
        public long Generation { get; init; }

        public DateTimeOffset? RevokedAt { get; init; }

        public string? Email { get; init; }

        public DateTimeOffset? EmailVerifiedAt { get; init; }

        public string Name { get; init; } = "";

        public string? Locale { get; init; }

        public string? RolesJson { get; init; }

        public GrantPerson ToPerson() => new(Email!, EmailVerifiedAt is not null, Name, Locale);

        public ImmutableArray<string> ToRoles() => RolesJson is null ? [] : Json.Strings(RolesJson);
    }
}
