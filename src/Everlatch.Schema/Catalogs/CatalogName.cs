namespace Everlatch.Schema.Catalogs;

/// <summary>Refuses the few names that a path could not be read back from.</summary>
internal static class CatalogName
{
    /// <summary>The same object.</summary>
    /// <exception cref="SchemaException">A table's name holds a dot, or a column's a comma.</exception>
    public static CatalogObject Checked(CatalogObject found) => found switch
    {
        CatalogTable { Name: var table } when table.Contains('.', StringComparison.Ordinal) =>
            throw new SchemaException(
                "EL1821", $"The table \"{table}\" has a dot in its name: table.column could not be told apart."),
        CatalogColumn { Name: var column, TableName: var table } when column.Contains(',', StringComparison.Ordinal) =>
            throw new SchemaException(
                "EL1821", $"The column \"{column}\" of {table} has a comma in its name, which separates columns."),
        _ => found,
    };
}
