using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.Outages;
using Everlatch.Storage;

namespace Everlatch.Identity.Sessions;

/// <summary>
/// The SQL of sessions. A session lives while it is not ended, was seen recently, its time is not over, and its user may sign in.
/// </summary>
internal static class SessionStore
{
    private static readonly Statement InsertOne = Statement.Write(
        "sessions.insert",
        """
        insert into sessions
            (environment_id, id, token_sha256, user_id, amr_json, authenticated_at, created_at, last_seen_at,
             idle_expires_at, expires_at, address, user_agent)
        values
            (@environment, @session, @token, @user, @amr, @now, @now, @now, @idle, @until, @address, @agent)
        """);

    private static readonly Statement FindLive = Statement
        .Read(
            "sessions.find_live",
            """
            select s.id, s.user_id as "user", s.tenant_id as tenant, s.amr_json, s.authenticated_at, s.last_seen_at, s.expires_at,
                   u.email, u.email_verified_at, u.name, u.locale
            from sessions s
            join users u on u.environment_id = s.environment_id and u.id = s.user_id
            where s.environment_id = @environment and s.token_sha256 = @token
              and s.ended_at is null and s.idle_expires_at > @now and s.expires_at > @now
              and u.disabled_at is null
            """)
        .AlsoFromStandby();

    private static readonly Statement TouchOne = Statement.Write(
        "sessions.touch",
        """
        update sessions set last_seen_at = @now, idle_expires_at = @idle
        where environment_id = @environment and id = @session and ended_at is null and last_seen_at < @now
        """);

    private static readonly Statement ListLive = Statement.Read(
        "sessions.list_live",
        """
        select id, tenant_id as tenant, created_at, last_seen_at, expires_at, address, user_agent
        from sessions
        where environment_id = @environment and user_id = @user
          and ended_at is null and idle_expires_at > @now and expires_at > @now
        order by last_seen_at desc, id desc
        """);

    private static readonly Statement EndOne = Statement.Write(
        "sessions.end_one",
        """
        update sessions set ended_at = @now
        where environment_id = @environment and id = @session and user_id = @user and ended_at is null
        returning id
        """);

    private static readonly Statement EndByToken = Statement.Write(
        "sessions.end_by_token",
        """
        update sessions set ended_at = @now
        where environment_id = @environment and token_sha256 = @token and ended_at is null
        returning id, user_id as "user"
        """);

    private static readonly Statement TakeTenant = Statement.Write(
        "sessions.take_tenant",
        """
        update sessions set tenant_id =
            (select f.tenant_id from sessions f where f.environment_id = @environment and f.id = @from_session)
        where environment_id = @environment and id = @session and tenant_id is null
        """);

    private static readonly Statement EndOfUser = Statement.Write(
        "sessions.end_of_user",
        """
        update sessions set ended_at = @now
        where environment_id = @environment and user_id = @user and ended_at is null
          and (cast(@except as text) is null or id <> @except)
        returning id
        """);

    private static readonly Statement FindEnd = Statement
        .Read(
            "sessions.find_end", "select id, ended_at from sessions where environment_id = @environment and id = @session")
        .AlsoFromStandby();

    private static readonly Statement Bring = Statement.Write(
        "sessions.bring",
        """
        insert into sessions
            (environment_id, id, token_sha256, user_id, tenant_id, amr_json, authenticated_at, created_at, last_seen_at,
             idle_expires_at, expires_at, address, user_agent)
        values
            (@environment, @session, @token, @user, cast(@tenant as text), @amr, @began, @began, @began, @idle, @until, @address,
             @agent)
        on conflict (environment_id, id) do nothing
        """);

    private static readonly Statement Purge = Statement
        .Write("sessions.purge", "delete from sessions where expires_at < @before")
        .AcrossEnvironments("ended and expired sessions are swept everywhere");

    public static Task InsertAsync(
        IStatements on,
        EnvironmentId environment,
        NewSession session,
        ImmutableArray<string> amr,
        RequestOrigin origin,
        (DateTimeOffset Now, DateTimeOffset Idle) times,
        CancellationToken ct) =>
        on.ExecuteAsync(
            InsertOne,
            new
            {
                environment,
                session = session.Id,
                token = session.Token.Hash,
                user = session.User,
                amr = Json.Write(amr),
                now = times.Now,
                idle = times.Idle,
                until = session.ExpiresAt,
                address = origin.Address,
                agent = origin.UserAgent,
            },
            ct);

    /// <summary>Whether a session was ended, also from a standby; null when it is not there.</summary>
    public static Task<SessionEndRow?> FindEndAsync(
        IStatements on, EnvironmentId environment, SessionId session, CancellationToken ct) =>
        on.FindAsync<SessionEndRow>(FindEnd, new { environment, session }, ct);

    /// <summary>Adds a session that began in an outage; false when it is there.</summary>
    public static async Task<bool> BringAsync(
        IStatements on, EnvironmentId environment, SealedSession session, CancellationToken ct) =>
        await on.ExecuteAsync(
            Bring,
            new
            {
                environment,
                session = session.Id,
                token = session.Token,
                user = session.User,
                tenant = session.Tenant?.Value,
                amr = Json.Write(session.Amr),
                began = session.BeganAt,
                idle = session.IdleExpiresAt,
                until = session.ExpiresAt,
                address = session.Address,
                agent = session.UserAgent,
            },
            ct) == 1;

    public static Task<SessionRow?> FindLiveAsync(
        IStatements on, EnvironmentId environment, byte[] token, DateTimeOffset now, CancellationToken ct) =>
        on.FindAsync<SessionRow>(FindLive, new { environment, token, now }, ct);

    public static Task TouchAsync(
        IStatements on,
        EnvironmentId environment,
        SessionId session,
        DateTimeOffset now,
        DateTimeOffset idle,
        CancellationToken ct) =>
        on.ExecuteAsync(TouchOne, new { environment, session, now, idle }, ct);

    public static Task<IReadOnlyList<ListedSession>> ListAsync(
        IStatements on, EnvironmentId environment, UserId user, DateTimeOffset now, CancellationToken ct) =>
        on.ListAsync<ListedSession>(ListLive, new { environment, user, now }, ct);

    public static Task<IReadOnlyList<SessionId>> EndOneAsync(
        IStatements on, EnvironmentId environment, UserId user, SessionId session, DateTimeOffset now, CancellationToken ct) =>
        on.ListAsync<SessionId>(EndOne, new { environment, user, session, now }, ct);

    /// <summary>Ends the living session that a cookie belongs to and says whose it was; null when there is none.</summary>
    public static Task<EndedSession?> EndByTokenAsync(
        IStatements on, EnvironmentId environment, byte[] token, DateTimeOffset now, CancellationToken ct) =>
        on.FindAsync<EndedSession>(EndByToken, new { environment, token, now }, ct);

    /// <summary>Puts a session that has no tenant yet into the tenant of the one that it replaces.</summary>
    public static Task TakeTenantAsync(
        IStatements on, EnvironmentId environment, SessionId from, SessionId session, CancellationToken ct) =>
        on.ExecuteAsync(TakeTenant, new { environment, from_session = from, session }, ct);

    public static Task<IReadOnlyList<SessionId>> EndOfUserAsync(
        IStatements on, EnvironmentId environment, UserId user, SessionId? except, DateTimeOffset now, CancellationToken ct) =>
        on.ListAsync<SessionId>(EndOfUser, new { environment, user, except = except?.Value, now }, ct);

    public static Task<int> PurgeAsync(IStatements on, DateTimeOffset before, CancellationToken ct) =>
        on.ExecuteAsync(Purge, new { before }, ct);
}
