using System.Data.Common;

namespace Everlatch.Schema.Lint.Experiments.Sqlite;

/// <summary>Which tree of the file holds which table or index.</summary>
internal sealed class SqliteTrees
{
    private readonly Dictionary<long, (string Table, bool IsTable)> byRoot = [];
    private readonly Dictionary<string, long> byName = new(StringComparer.Ordinal);

    /// <summary>Roots of tables, by name.</summary>
    public IReadOnlyDictionary<string, long> Tables => byName;

    /// <summary>Looks.</summary>
    public static async Task<SqliteTrees> ReadAsync(DbConnection connection, CancellationToken ct)
    {
        var trees = new SqliteTrees();
        foreach (var (table, root, isTable) in await connection.QueryAsync(
            "select tbl_name, rootpage, type = 'table' from sqlite_schema where rootpage > 1",
            row => (Table: row.GetString(0), Root: row.GetInt64(1), IsTable: row.GetInt64(2) == 1),
            ct))
        {
            trees.byRoot[root] = (table, isTable);
            if (isTable)
            {
                trees.byName[table] = root;
            }
        }

        return trees;
    }

    /// <summary>The table of a tree, be it its own or an index's; null for another.</summary>
    public string? TableOf(long root) => byRoot.TryGetValue(root, out var found) ? found.Table : null;

    /// <summary>The table that a tree holds; null for an index's or another.</summary>
    public string? RowsOf(long root) => byRoot.TryGetValue(root, out var found) && found.IsTable ? found.Table : null;
}
