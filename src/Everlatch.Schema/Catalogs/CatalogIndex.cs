namespace Everlatch.Schema.Catalogs;

/// <summary>An index that is not the other side of a constraint.</summary>
/// <param name="TableName">Its table.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its key columns in order, separated by a comma and a space; an expression is written out.</param>
/// <param name="Definition">The whole of it, as the engine writes it.</param>
public sealed record CatalogIndex(string TableName, string Name, string Columns, string Definition) : CatalogObject
{
    /// <summary>Whether it refuses equal rows.</summary>
    public bool Unique { get; init; }

    /// <summary>False for one whose building failed half way: the engine keeps it up and does not use it.</summary>
    public bool Valid { get; init; } = true;

    /// <inheritdoc />
    public override string Kind => "index";

    /// <inheritdoc />
    public override string Path => Name;

    /// <inheritdoc />
    public override string Table => TableName;

    /// <summary>Its columns, one by one.</summary>
    public IReadOnlyList<string> ColumnNames => Columns.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    internal override IEnumerable<KeyValuePair<string, string>> Attributes
    {
        get
        {
            yield return new("table", TableName);
            yield return new("columns", Columns);
            if (Unique)
            {
                yield return new("unique", "yes");
            }

            if (!Valid)
            {
                yield return new("valid", "no");
            }

            yield return new("definition", Definition);
        }
    }
}
