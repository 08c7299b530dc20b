using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>
/// A writer that stands in the way. What cannot run in a transaction is gone with its locks before they can be read; so a second
/// session holds a writer's lock on every table, and whoever would stop writers has to wait for it, in sight.
/// </summary>
internal static class PostgresBystander
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs the statement, and returns the locks that it held or waited for when the writer stood in its way.</summary>
    public static async Task<IReadOnlyList<(long Relation, LockMode Mode)>> WatchAsync(
        DbConnection connection,
        SqlText statement,
        SchemaDatabase shadow,
        IEnumerable<PostgresRelation> tables,
        CancellationToken ct)
    {
        var names = tables.Where(table => table.Kind is 'r' or 'p').Select(table => table.Quoted).ToList();
        if (names.Count == 0)
        {
            await connection.ExecuteAsync(statement.Sql, ct);
            return [];
        }

        var pid = (await connection.QueryAsync("select pg_backend_pid()", row => row.GetInt32(0), ct))[0];
        await using var writer = await shadow.OpenAsync(ct);
        await using var transaction = await writer.BeginTransactionAsync(ct);
        await writer.ExecuteAsync($"lock table {string.Join(", ", names)} in row exclusive mode", ct);

        // The writer goes away once it was seen; until then no limit on time may end the wait.
        await connection.ExecuteAsync("set lock_timeout = 0", ct);
        var running = connection.ExecuteAsync(statement.Sql, ct);
        var seen = await SeeAsync(writer, pid, running, ct);
        await transaction.RollbackAsync(ct);
        await running;
        return seen;
    }

    private static async Task<IReadOnlyList<(long Relation, LockMode Mode)>> SeeAsync(
        DbConnection writer, int pid, Task running, CancellationToken ct)
    {
        while (!running.IsCompleted)
        {
            var locks = await writer.QueryAsync(
                $"select coalesce(l.relation, 0)::bigint, l.mode, l.granted from pg_catalog.pg_locks l where l.pid = {pid}",
                row => (Relation: row.GetInt64(0), Mode: PostgresSnapshot.ModeOf(row.GetString(1)), Granted: row.GetBoolean(2)),
                ct);
            if (locks.Any(held => !held.Granted))
            {
                return [.. locks.Where(held => held.Relation != 0).Select(held => (held.Relation, held.Mode)).Distinct()];
            }

            await Task.WhenAny(running, Task.Delay(Look, TimeProvider.System, ct));
        }

        return [];
    }
}
