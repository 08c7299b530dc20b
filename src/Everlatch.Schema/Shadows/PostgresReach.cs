using System.Data.Common;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Shadows;

/// <summary>
/// Finds a statement that changes what all databases of a server share, such as its roles and the settings of a database. Tried
/// on a scratch database it would change the server of the target, and would stay when the scratch database goes.
/// </summary>
internal static class PostgresReach
{
    // Whoever writes a shared catalog keeps a lock on it until the transaction ends. pg_shdepend is written for every object that
    // somebody owns.
    private const string SharedSql =
        """
        select distinct c.relname from pg_catalog.pg_locks l join pg_catalog.pg_class c on c.oid = l.relation
        where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.database = 0 and c.relkind = 'r'
            and l.mode not in ('AccessShareLock', 'RowShareLock') and c.relname <> 'pg_shdepend'
        order by c.relname
        """;

    /// <summary>Passes, or refuses; to be asked before the transaction that ran the statement ends.</summary>
    /// <exception cref="SchemaException">It changed more than its own database.</exception>
    public static async Task RequireWithinAsync(DbConnection session, SqlText statement, string file, CancellationToken ct)
    {
        var written = await session.QueryAsync(SharedSql, row => row.GetString(0), ct);
        if (written.Count > 0)
        {
            throw new SchemaException(
                "EL1862",
                $"This changes what all databases of the server share ({string.Join(", ", written)}), "
                    + "and it has no place in a migration.",
                file,
                statement.Line);
        }
    }
}
