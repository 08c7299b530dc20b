using System.Data;
using System.Data.Common;

namespace Everlatch.Schema.Runner.Locks;

/// <summary>
/// A session advisory lock, tried and never waited for: a waiting statement holds a snapshot, which a concurrent index build
/// would wait for in its turn.
/// </summary>
internal sealed class PostgresLock : IHeldLock
{
    // "EVERLATC"
    private const long Key = 0x45564552_4C415443;

    private static readonly string Holder = $"""
        locktype = 'advisory' and granted and objsubid = 1 and classid = {Key >> 32} and objid = {Key & 0xFFFFFFFF}
        and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
        """;

    private readonly DbConnection connection;
    private readonly int session;
    private bool held = true;

    private PostgresLock(DbConnection connection, int session) => (this.connection, this.session) = (connection, session);

    /// <summary>Takes it if it is free; null when somebody else has it.</summary>
    public static async Task<PostgresLock?> TryTakeAsync(DbConnection connection, LockOwner owner, CancellationToken ct)
    {
        if (!await connection.AskAsync<bool>("select pg_catalog.pg_try_advisory_lock(@key)", [("key", Key)], ct))
        {
            return null;
        }

        await NameAsync(connection, owner, ct);
        return new PostgresLock(connection, await SessionAsync(connection, ct));
    }

    /// <summary>Shows the owner to everybody who looks at the server's sessions.</summary>
    public static Task NameAsync(DbConnection connection, LockOwner owner, CancellationToken ct) =>
        connection.AskAsync<string>(
            "select pg_catalog.set_config('application_name', @name, false)", [("name", LockName.Of(owner))], ct);

    /// <summary>Who holds it; null when nobody does or it does not show itself.</summary>
    public static async Task<LockOwner?> FindOwnerAsync(DbConnection connection, CancellationToken ct) =>
        LockName.Parse(await connection.AskAsync<string>(
            $"""
            select a.application_name from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where {Holder}
            """,
            [],
            ct));

    /// <summary>The server's process of a session.</summary>
    public static Task<int> SessionAsync(DbConnection connection, CancellationToken ct) =>
        connection.AskAsync<int>("select pg_catalog.pg_backend_pid()", [], ct);

    public Task<bool> IsHeldAsync(CancellationToken ct) =>
        connection.AskAsync<bool>(
            $"""
            select pg_catalog.pg_backend_pid() = @session and exists (
                select 1 from pg_catalog.pg_locks l where l.pid = @session and {Holder})
            """,
            [("session", session)],
            ct);

    public async Task<bool> ReleaseAsync()
    {
        held = false;
        return await SessionAsync(connection, CancellationToken.None) == session
            && await connection.AskAsync<bool>(
                "select pg_catalog.pg_advisory_unlock(@key)", [("key", Key)], CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        // A broken session has lost it already.
        if (held && connection.State == ConnectionState.Open)
        {
            await ReleaseAsync();
        }
    }
}
