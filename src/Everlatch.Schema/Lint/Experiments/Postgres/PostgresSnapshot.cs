using System.Data.Common;

namespace Everlatch.Schema.Lint.Experiments.Postgres;

/// <summary>What a session holds and has done, at one moment of a transaction.</summary>
internal sealed class PostgresSnapshot
{
    // The counters of pg_stat_xact_* begin before the transaction when the session was busy less than a second ago; within one
    // they only grow, so that the difference of two snapshots is what lies between them. They go to the statistics only once it
    // ends.
    private const string RelationsSql =
        """
        select c.oid::bigint, case when n.nspname = current_schema() then c.relname else n.nspname || '.' || c.relname end,
            quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relkind::text, 
            coalesce(pg_relation_filenode(c.oid), 0)::bigint,
            coalesce(i.indrelid, c.oid)::bigint,
            coalesce(pg_partition_root(coalesce(i.indrelid, c.oid)), coalesce(i.indrelid, c.oid))::bigint,
            c.relispartition,
            coalesce((select h.inhparent from pg_catalog.pg_inherits h where h.inhrelid = c.oid and c.relispartition), 0)::bigint,
            coalesce(i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null, false),
            coalesce((select string_agg(quote_ident(a.attname), chr(10) order by k.ord)
                from unnest(i.indkey) with ordinality k (attnum, ord)
                join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                where k.ord <= i.indnkeyatts), ''),
            pg_stat_get_xact_numscans(c.oid), pg_stat_get_xact_tuples_inserted(c.oid),
            pg_stat_get_xact_tuples_updated(c.oid), pg_stat_get_xact_tuples_deleted(c.oid), n.nspname, c.relname
        from pg_catalog.pg_class c
        join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        left join pg_catalog.pg_index i on i.indexrelid = c.oid
        where c.relkind in ('r', 'p', 'm', 'i', 'I') and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
        """;

    private const string LocksSql =
        """
        select l.relation::bigint, l.mode from pg_catalog.pg_locks l
        where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.granted
        """;

    private const string KeysSql =
        """
        select k.oid::bigint, k.conrelid::bigint, k.confrelid::bigint, k.conparentid <> 0
        from pg_catalog.pg_constraint k where k.contype = 'f'
        """;

    /// <summary>Every relation of people's schemas, by its id.</summary>
    public required IReadOnlyDictionary<long, PostgresRelation> Relations { get; init; }

    /// <summary>The locks that the session holds.</summary>
    public required IReadOnlySet<(long Relation, LockMode Mode)> Locks { get; init; }

    /// <summary>
    /// The foreign keys by their ids: the table, the one that it points to, whether it is a partition's copy of its table's.
    /// </summary>
    public required IReadOnlyDictionary<long, (long Table, long PointsTo, bool IsCopy)> ForeignKeys { get; init; }

    /// <summary>Kind and path of everything that statements can name.</summary>
    public required IReadOnlySet<string> Names { get; init; }

    /// <summary>How long its statements wait for a lock, and where they look for names.</summary>
    public required (string LockTimeout, string SearchPath) Settings { get; init; }

    /// <summary>Looks, in one round trip.</summary>
    public static async Task<PostgresSnapshot> TakeAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = $"{LocksSql}; {RelationsSql}; {KeysSql}; {PostgresShape.NamesSql}; "
            + "select current_setting('lock_timeout'), current_setting('search_path')";
        await using var reader = await command.ExecuteReaderAsync(ct);
        return new PostgresSnapshot
        {
            Locks = (await AllAsync(reader, row => (row.GetInt64(0), ModeOf(row.GetString(1))), ct)).ToHashSet(),
            Relations = (await AllAsync(reader, Relation, ct)).ToDictionary(relation => relation.Oid),
            ForeignKeys = (await AllAsync(reader, row => (Id: row.GetInt64(0), Key: ForeignKey(row)), ct)).ToDictionary(
                k => k.Id, k => k.Key),
            Names = (await AllAsync(reader, row => row.GetString(1), ct)).ToHashSet(StringComparer.Ordinal),
            Settings = (await AllAsync(reader, row => (row.GetString(0), row.GetString(1)), ct))[0],
        };
    }

    private static async Task<List<T>> AllAsync<T>(DbDataReader reader, Func<DbDataReader, T> make, CancellationToken ct)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(make(reader));
        }

        await reader.NextResultAsync(ct);
        return rows;
    }

    /// <summary>The mode by the engine's name for it.</summary>
    public static LockMode ModeOf(string name) =>
        Enum.TryParse<LockMode>(name.Replace("Lock", "", StringComparison.Ordinal), out var mode) ? mode : LockMode.None;

    private static (long Table, long PointsTo, bool IsCopy) ForeignKey(DbDataReader row) =>
        (row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3));

    private static PostgresRelation Relation(DbDataReader row) => new()
    {
        Oid = row.GetInt64(0),
        Name = row.GetString(1),
        Quoted = row.GetString(2),
        Kind = row.GetString(3)[0],
        FileNode = row.GetInt64(4),
        Table = row.GetInt64(5),
        Whole = row.GetInt64(6),
        IsPartition = row.GetBoolean(7),
        Parent = row.GetInt64(8),
        IsUnique = row.GetBoolean(9),
        Keys = row.GetString(10).Split('\n', StringSplitOptions.RemoveEmptyEntries),
        Scans = row.GetInt64(11),
        Rows = (row.GetInt64(12), row.GetInt64(13), row.GetInt64(14)),
        Place = (row.GetString(15), row.GetString(16)),
    };
}
