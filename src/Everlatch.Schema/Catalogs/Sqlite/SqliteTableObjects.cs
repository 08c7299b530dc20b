namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>A table of SQLite and everything that its text holds, as objects of a catalog.</summary>
/// <param name="table">The table.</param>
/// <param name="rows">What the engine tells.</param>
/// <param name="text">Writes expressions in one way.</param>
internal sealed class SqliteTableObjects(SqliteRows.Entry table, SqliteRows rows, SqliteText text)
{
    // Of a virtual table: columns that only its module's functions see.
    private const int HiddenColumn = 1;
    private const int VirtualColumn = 2;
    private const int StoredColumn = 3;

    private readonly SqliteRows.TableKind kind = rows.Kinds[table.Name];
    private readonly SqliteTableText written = new(table.Sql);
    private readonly SqliteRows.Column[] columns = [.. rows.Columns[table.Name].Where(c => c.Hidden != HiddenColumn)];

    private string[] PrimaryKey => [.. columns.Where(c => c.Key > 0).OrderBy(c => c.Key).Select(c => c.Name)];

    // The one integer that is the row's own number: it fills itself.
    private bool HasRowNumber => PrimaryKey.Length == 1 && !kind.WithoutRowId && kind.Type == "table"
        && !rows.Indexes[table.Name].Any(i => i.Origin == "pk");

    /// <summary>All of them, the table first.</summary>
    public IEnumerable<CatalogObject> All() =>
    [
        new CatalogTable(table.Name) { Options = string.Join(", ", Options()) },
        .. columns.Select(Column),
        .. new SqliteConstraints(table.Name, [.. columns.Select(c => c.Name)], PrimaryKey, written, rows, text).All(),
    ];

    private IEnumerable<string> Options()
    {
        if (kind.Type == "virtual")
        {
            yield return "virtual " + text.Of(SqliteTokens.Of(table.Sql).Skip("create virtual table name".Split(' ').Length));
        }

        if (kind.Strict)
        {
            yield return "strict";
        }

        if (kind.WithoutRowId)
        {
            yield return "without rowid";
        }

        if (written.IsAutoIncrement)
        {
            yield return "autoincrement";
        }

        foreach (var (column, instead) in written.NullConflicts.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            yield return $"{column} not null on conflict {instead}";
        }
    }

    private CatalogColumn Column(SqliteRows.Column column)
    {
        var isRowNumber = column.Key > 0 && HasRowNumber;
        return new CatalogColumn(table.Name, column.Name, text.Of(column.Type), !column.NotNull && !isRowNumber)
        {
            Default = column.Default is { } value ? text.Of(value) : null,
            Identity = isRowNumber ? "by default" : null,
            Collation = written.Collations.TryGetValue(column.Name, out var collation) && collation != "binary"
                ? collation
                : null,
            Generated = column.Hidden is VirtualColumn or StoredColumn
                && written.Generated.TryGetValue(column.Name, out var expression)
                ? $"{text.Of(expression)} {(column.Hidden == StoredColumn ? "stored" : "virtual")}"
                : null,
        };
    }
}
