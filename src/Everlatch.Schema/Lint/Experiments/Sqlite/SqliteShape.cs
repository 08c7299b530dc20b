using System.Data.Common;

namespace Everlatch.Schema.Lint.Experiments.Sqlite;

/// <summary>
/// Reads a schema of SQLite with what stays of a table when it is renamed: the root of its tree, the place of a column.
/// </summary>
internal static class SqliteShape
{
    private const string TablesSql =
        "select name, rootpage, type from sqlite_schema where type in ('table', 'view') and name not like 'sqlite!_%' escape '!'";

    private const string ColumnsSql = "select cid, name, type from pragma_table_xinfo('{0}')";

    public static async Task<Shape> ReadAsync(DbConnection connection, CancellationToken ct)
    {
        var catalog = await SchemaEngine.Sqlite.ReadCatalogAsync(connection, ct);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var types = new Dictionary<string, ColumnType>(StringComparer.Ordinal);
        foreach (var (name, root, kind) in await connection.QueryAsync(
            TablesSql, row => (Name: row.GetString(0), Root: row.GetInt64(1), Kind: row.GetString(2)), ct))
        {
            var id = root > 0 ? $"t{root}" : $"{kind} {name}";
            names[id] = $"{kind} {name}";
            var prefix = kind == "view" ? "view-column" : "column";
            foreach (var column in await ColumnsAsync(connection, name, ct))
            {
                var key = $"{prefix} {name}.{column.Name}";
                names[$"{id}.{column.Place}"] = key;
                types[key] = new ColumnType(column.Type, column.Type, "", -1, -1);
            }
        }

        return new Shape(catalog, names, types);
    }

    // A view over a table that is gone has no columns: whoever reads it gets an error.
    private static async Task<IReadOnlyList<(long Place, string Name, string Type)>> ColumnsAsync(
        DbConnection connection, string table, CancellationToken ct)
    {
        try
        {
            return await connection.QueryAsync(
                ColumnsSql.Replace("{0}", table.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal),
                row => (row.GetInt64(0), row.GetString(1), row.GetString(2)),
                ct);
        }
        catch (DbException)
        {
            return [];
        }
    }
}
