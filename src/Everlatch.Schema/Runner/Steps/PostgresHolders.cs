using System.Data.Common;

namespace Everlatch.Schema.Runner.Steps;

/// <summary>
/// Finds sessions that have held a table for a while. A statement that waits for one makes everybody who comes later wait too,
/// however short its limit: so nobody queues behind a long reader who can be seen.
/// </summary>
internal static class PostgresHolders
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Those that held one of the tables when asked twice; empty when a statement may try.</summary>
    public static async Task<IReadOnlyList<Blocker>> FindLongAsync(
        DbConnection connection, IReadOnlyCollection<string> tables, TimeProvider clock, CancellationToken ct)
    {
        if (tables.Count == 0 || await HoldersAsync(connection, tables, ct) is not { Count: > 0 } first)
        {
            return [];
        }

        await Task.Delay(Pause, clock, ct);
        var second = await HoldersAsync(connection, tables, ct);
        return [.. second.Where(holder => first.Any(f => f.Transaction == holder.Transaction)).Select(holder => holder.Session)];
    }

    /// <summary>Those that hold any table or catalog of this database so that nobody may read it.</summary>
    public static Task<IReadOnlyList<Blocker>> FindExclusiveAsync(DbConnection connection, CancellationToken ct) =>
        connection.ListAsync(
            """
            select distinct coalesce(l.pid, 0), coalesce(a.application_name, ''),
                extract(epoch from clock_timestamp() - a.xact_start)::float8
            from pg_catalog.pg_locks l
            left join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where l.granted and l.mode = 'AccessExclusiveLock' and l.locktype = 'relation'
                and l.pid is distinct from pg_catalog.pg_backend_pid()
                and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
            """,
            [],
            row => PostgresBlockerWatch.Read(row, 0),
            ct);

    // An own transaction counts once, however many locks it has. Autovacuum gives way to whoever waits, and its lock
    // (ShareUpdateExclusive) stops no reader or writer.
    private static Task<IReadOnlyList<(string Transaction, Blocker Session)>> HoldersAsync(
        DbConnection connection, IReadOnlyCollection<string> tables, CancellationToken ct) =>
        connection.ListAsync(
            """
            select distinct l.virtualtransaction, coalesce(l.pid, 0), coalesce(a.application_name, ''),
                extract(epoch from clock_timestamp() - a.xact_start)::float8
            from pg_catalog.pg_locks l
            join pg_catalog.pg_class c on c.oid = l.relation
            left join pg_catalog.pg_stat_activity a on a.pid = l.pid
            where l.granted and l.pid is distinct from pg_catalog.pg_backend_pid() and l.mode <> 'ShareUpdateExclusiveLock'
                and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
                and c.relname = any(@tables) and c.relnamespace = current_schema()::regnamespace
            """,
            [("tables", tables.ToArray())],
            row => (row.GetString(0), PostgresBlockerWatch.Read(row, 1)),
            ct);
}
