using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Oidc.Spending;
using Everlatch.Storage;

namespace Everlatch.Oidc.Grants;

/// <summary>
/// Spends a refresh token: check, rotation and everything that the new tokens say, in one statement and one round trip.
/// </summary>
/// <remarks>
/// The row's lock orders concurrent spenders. The first moves the family on; others that hold the same token find it moved, look
/// once more and, while the window is open, get the same successor. So a lost response can be retried and a race signs nobody
/// out. Outside the window an old token was reused: <see cref="EndGrant" /> ends
/// the grant (RFC 9700 §4.14.2). Until then nothing has changed, so that after a fault the next presentation finds the same.
/// A token newer than the row is one that we made and the database forgot (restored from a backup): the family catches up with
/// it. A rotation that the database did not answer is given back before the family moves again: the window is for an answer that
/// was lost on the way, not for an outage that may be longer than any window.
/// </remarks>
public sealed class SpendRefreshToken(IStatements statements, UnansweredSpends unanswered, TimeProvider clock)
{
    /// <summary>How long an already spent token still leads to its successor.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(30);

    // What the new tokens say. The person comes as one text, since each look costs as much as the row's own.
    private const string Columns =
        """
        id, application_id as application, user_id as "user", tenant_id as tenant, session_id as session, issuer,
            scopes_json, resources_json, amr_json, authenticated_at, idle_expires_at, expires_at, generation,
            (select u.email || ' ' || coalesce(cast(u.email_verified_at as text), '') || ' ' || coalesce(u.locale, '') || ' '
                    || u.name
                from users u
                where u.environment_id = @environment and u.id = grants.user_id and u.disabled_at is null) as person,
            (select m.roles_json from memberships m join tenants t on t.environment_id = @environment and t.id = m.tenant_id
                where m.environment_id = @environment and m.tenant_id = grants.tenant_id and m.user_id = grants.user_id
                    and t.disabled_at is null) as roles_json
        """;

    private static readonly Statement Spend = Statement.Write(
        "grants.spend_refresh_token",
        $"""
        update grants set
            generation = @generation + 1,
            rotated_at = @now,
            window_generation = case when @now - window_started_at > @window then @generation else window_generation end,
            window_started_at = case when @now - window_started_at > @window then @now else window_started_at end,
            idle_expires_at = @idle_until
        where environment_id = @environment and id = @grant and application_id = @application and generation <= @generation
            and revoked_at is null and expires_at > @now and idle_expires_at > @now
        returning {Columns}
        """);

    private static readonly Statement FindSpent = Statement.Read(
        "grants.find_spent_refresh_token",
        $"""
        select rotated_at, window_generation, window_started_at, {Columns}
        from grants
        where environment_id = @environment and id = @grant and application_id = @application
            and revoked_at is null and expires_at > @now and idle_expires_at > @now
        """);

    // Only the spender that moved the family finds its own time here, so that a replay of a spent token moves nothing back. A
    // spender beside it may have given the successor out: that one is newer than the row, which catches up. Without a time of
    // rotation the predecessor has no window, as if the token had stayed spent.
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
        var (grant, generation, window) = (token.Grant, token.Generation, (long)Window.TotalMilliseconds);
        var moved = await unanswered.SpendAsync(
            grant.Value,
            () => statements.FindAsync<Row>(
                Spend,
                new { environment, application, grant, generation, now, window, idle_until = now + idle },
                CancellationToken.None),
            again => GiveBackAsync(environment, token, now, again),
            ct);
        if (moved is not null)
        {
            return moved.ToOutcome(now);
        }

        var spent = await statements.FindAsync<SpentRow>(FindSpent, new { environment, application, grant, now }, ct);
        if (spent is null)
        {
            return new RefreshOutcome.Refused();
        }

        if (spent.Generation > generation && spent.LeadsToSuccessor(generation, now))
        {
            return spent.ToOutcome(now);
        }

        // Whoever moved the family has given the token back since.
        return spent.Generation <= generation
            ? await RunAsync(environment, application, token, idle, ct)
            : new RefreshOutcome.Reused(spent.ToGrant());
    }

    /// <summary>
    /// Makes a token living again that was spent for a request which was refused, however long ago its client retries.
    /// </summary>
    /// <param name="environment">The environment.</param>
    /// <param name="token">The token that was spent.</param>
    /// <param name="spentAt">When it was spent.</param>
    public Task GiveBackAsync(EnvironmentId environment, RefreshToken token, DateTimeOffset spentAt) =>
        unanswered.GiveBackAsync(token.Grant.Value, again => GiveBackAsync(environment, token, spentAt, again));

    private Task<int> GiveBackAsync(
        EnvironmentId environment, RefreshToken token, DateTimeOffset spentAt, CancellationToken ct) =>
        statements.ExecuteAsync(
            GiveBack, new { environment, grant = token.Grant, generation = token.Generation, rotated = spentAt }, ct);

    private record Row : GrantRow
    {
        public long Generation { get; init; }

        public string? Person { get; init; }

        public string? RolesJson { get; init; }

        public RefreshOutcome ToOutcome(DateTimeOffset now) =>
            Person is null || (Tenant is not null && RolesJson is null)
                ? new RefreshOutcome.Refused()
                : new RefreshOutcome.Rotated(
                    ToGrant(), new RefreshToken(Id, Generation), PersonOf(Person), RolesOf(RolesJson), now);

        // Neither an address nor a language tag has a space; a name may.
        private static GrantPerson PersonOf(string text)
        {
            var parts = text.Split(' ', 4);
            return new GrantPerson(parts[0], parts[1].Length > 0, parts[3], parts[2].Length > 0 ? parts[2] : null);
        }

        private static ImmutableArray<string> RolesOf(string? json) => json is null ? [] : Json.Strings(json);
    }

    private sealed record SpentRow : Row
    {
        public DateTimeOffset RotatedAt { get; init; }

        public long WindowGeneration { get; init; }

        public DateTimeOffset WindowStartedAt { get; init; }

        /// <summary>
        /// Its own window is the last rotation's; that of a slower spender begins with the first rotation of a quick series.
        /// </summary>
        public bool LeadsToSuccessor(long generation, DateTimeOffset now) =>
            (Generation - 1 == generation && now - RotatedAt <= Window)
            || (WindowGeneration <= generation && now - WindowStartedAt <= Window);
    }
}
