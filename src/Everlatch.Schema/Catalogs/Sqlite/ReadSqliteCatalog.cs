using System.Data.Common;
using Everlatch.Schema.Engines;

namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>
/// Reads the schema of a file of SQLite. Two tables with the same columns and promises read the same, whether they were made so
/// or altered, and however their text was written.
/// </summary>
internal static class ReadSqliteCatalog
{
    // SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH and SQLITE_NOTADB.
    private static readonly int[] Unreadable = [3, 14, 23, 26];

    public static async Task<Catalog> RunAsync(DbConnection connection, CancellationToken ct)
    {
        try
        {
            return new Catalog(Objects(await ReadSqliteRows.RunAsync(connection, ct)));
        }
        catch (DbException e) when (Unreadable.Contains(SqliteCode.Of(e)))
        {
            throw new SchemaException("EL1820", "The catalog of this file may not be read: " + e.Message, inner: e);
        }
    }

    private static IEnumerable<CatalogObject> Objects(SqliteRows rows)
    {
        // What a virtual table keeps is its module's affair ('shadow').
        var entries = rows.Entries.Where(e =>
            !OwnTables.Names.Contains(e.Table, StringComparer.OrdinalIgnoreCase)
            && rows.Kinds.GetValueOrDefault(e.Table)?.Type != "shadow").ToArray();
        var columns = rows.Columns.SelectMany(table => table.Select(c => c.Name));
        var text = new SqliteText(rows.Entries.Select(e => e.Name).Concat(columns)
            .ToHashSet(StringComparer.OrdinalIgnoreCase));
        return entries.SelectMany(entry => entry.Type switch
        {
            "table" => new SqliteTableObjects(entry, rows, text).All(),
            "index" => [Index(entry, rows, text)],
            "view" => [View(entry, rows, text)],
            _ => [Trigger(entry, text)],
        }).Select(CatalogName.Checked);
    }

    private static CatalogIndex Index(SqliteRows.Entry entry, SqliteRows rows, SqliteText text)
    {
        var tokens = SqliteTokens.Of(entry.Sql).SkipWhile(t => !t.Says("(")).ToArray();
        var items = SqliteCursor.Items(new SqliteCursor(tokens).TakeGroup());
        var unique = rows.Indexes[entry.Table].First(i => i.Name == entry.Name).Unique;
        var columns = rows.IndexColumns[entry.Name].Zip(items, (key, item) => key.Name ?? text.Of(item));
        var (name, table) = (SqliteWords.Quoted(entry.Name), SqliteWords.Quoted(entry.Table));
        return new CatalogIndex(
            entry.Table,
            entry.Name,
            string.Join(", ", columns),
            $"create {(unique ? "unique " : "")}index {name} on {table} {text.Of(tokens)}") { Unique = unique };
    }

    private static CatalogView View(SqliteRows.Entry entry, SqliteRows rows, SqliteText text) => new(
        entry.Name,
        string.Join(", ", rows.Columns[entry.Name].Select(c => $"{c.Name} {c.Type.ToLowerInvariant()}".TrimEnd())),
        text.Of(SqliteTokens.Of(entry.Sql).Skip("create view name".Split(' ').Length)));

    private static CatalogOther Trigger(SqliteRows.Entry entry, SqliteText text) =>
        new("trigger", $"{entry.Table}.{entry.Name}", text.Of(entry.Sql)) { Of = entry.Table };
}
