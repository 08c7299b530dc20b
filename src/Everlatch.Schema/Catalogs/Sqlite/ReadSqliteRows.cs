using System.Data.Common;

namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>Asks SQLite for a schema: six queries, however many tables there are, all of one moment.</summary>
internal static class ReadSqliteRows
{
    // The engine's own tables, and the indexes that it makes behind constraints.
    private const string IsOurs = "m.name not like 'sqlite\\_%' escape '\\'";

    private const string Entries = $"select m.type, m.name, m.tbl_name, m.sql from main.sqlite_schema m where {IsOurs}";

    private const string Kinds = "select name, type, wr, strict from pragma_table_list where schema = 'main'";

    private const string Columns =
        $"""
        select m.name, c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden
        from main.sqlite_schema m, pragma_table_xinfo(m.name, 'main') c
        where m.type in ('table', 'view') and {IsOurs} order by m.name, c.cid
        """;

    private const string Indexes =
        $"""
        select m.name, i.name, i."unique", i.origin
        from main.sqlite_schema m, pragma_index_list(m.name, 'main') i
        where m.type = 'table' and {IsOurs} order by m.name, i.seq
        """;

    private const string IndexColumns =
        $"""
        select i.name, c.name, c."desc", c.coll
        from main.sqlite_schema m, pragma_index_list(m.name, 'main') i, pragma_index_xinfo(i.name, 'main') c
        where m.type = 'table' and {IsOurs} and c.key = 1 order by i.name, c.seqno
        """;

    private const string ForeignPairs =
        $"""
        select m.name, f.id, f."table", f."from", f."to", f.on_update, f.on_delete
        from main.sqlite_schema m, pragma_foreign_key_list(m.name, 'main') f
        where m.type = 'table' and {IsOurs} order by m.name, f.id, f.seq
        """;

    public static async Task<SqliteRows> RunAsync(DbConnection connection, CancellationToken ct)
    {
        // A savepoint is a transaction of its own outside of one, and stays within it inside of one.
        await connection.ExecuteAsync("savepoint read_catalog", ct);
        try
        {
            return await ReadAsync(connection, ct);
        }
        finally
        {
            await connection.ExecuteAsync("release read_catalog", CancellationToken.None);
        }
    }

    private static async Task<SqliteRows> ReadAsync(DbConnection connection, CancellationToken ct)
    {
        var kinds = await connection.QueryAsync(Kinds, r => KeyValuePair.Create(Text(r, 0)!, KindOf(r)), ct);
        return new SqliteRows
        {
            Entries = await connection.QueryAsync(Entries, EntryOf, ct),
            Kinds = kinds.ToDictionary(StringComparer.Ordinal),
            Columns = (await connection.QueryAsync(Columns, ColumnOf, ct)).ToLookup(c => c.Table, StringComparer.Ordinal),
            Indexes = (await connection.QueryAsync(Indexes, IndexOf, ct)).ToLookup(i => i.Table, StringComparer.Ordinal),
            IndexColumns =
                (await connection.QueryAsync(IndexColumns, IndexColumnOf, ct)).ToLookup(c => c.Index, StringComparer.Ordinal),
            ForeignPairs = (await connection.QueryAsync(ForeignPairs, PairOf, ct)).ToLookup(f => f.Table, StringComparer.Ordinal),
        };
    }

    private static SqliteRows.Entry EntryOf(DbDataReader row) => new(Text(row, 0)!, Text(row, 1)!, Text(row, 2)!, Text(row, 3)!);

    private static SqliteRows.TableKind KindOf(DbDataReader row) => new(Text(row, 1)!, Flag(row, 2), Flag(row, 3));

    private static SqliteRows.Column ColumnOf(DbDataReader row) => new(
        Text(row, 0)!, Text(row, 1)!, Text(row, 2) ?? "", Flag(row, 3), Text(row, 4), row.GetInt64(5), row.GetInt64(6));

    private static SqliteRows.Index IndexOf(DbDataReader row) => new(Text(row, 0)!, Text(row, 1)!, Flag(row, 2), Text(row, 3)!);

    private static SqliteRows.IndexColumn IndexColumnOf(DbDataReader row) =>
        new(Text(row, 0)!, Text(row, 1), Flag(row, 2), Text(row, 3)!);

    private static SqliteRows.ForeignPair PairOf(DbDataReader row) => new(
        Text(row, 0)!, row.GetInt64(1), Text(row, 2)!, Text(row, 3)!, Text(row, 4), Text(row, 5)!, Text(row, 6)!);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static bool Flag(DbDataReader row, int column) => row.GetInt64(column) != 0;
}
