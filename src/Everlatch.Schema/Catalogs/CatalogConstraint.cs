namespace Everlatch.Schema.Catalogs;

/// <summary>A constraint of a table.</summary>
/// <param name="TableName">Its table.</param>
/// <param name="Name">Its name; on engines that leave it unnamed, one made of kind and columns.</param>
/// <param name="Promise">What it promises.</param>
/// <param name="Columns">The table's columns that it looks at, in their order, separated by a comma and a space.</param>
/// <param name="Definition">The whole of it, as the engine writes it.</param>
public sealed record CatalogConstraint(string TableName, string Name, ConstraintKind Promise, string Columns, string Definition)
    : CatalogObject
{
    /// <summary>Whether it was checked against the rows that were there before it.</summary>
    public bool Validated { get; init; } = true;

    /// <inheritdoc />
    public override string Kind => "constraint";

    /// <inheritdoc />
    public override string Path => $"{TableName}.{Name}";

    /// <inheritdoc />
    public override string Table => TableName;

    /// <summary>Its columns, one by one.</summary>
    public IReadOnlyList<string> ColumnNames => Columns.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>
    /// The definition whether or not it was checked against the rows that were there: what it asks of new ones.
    /// </summary>
    internal string BareDefinition => Definition.Replace(" NOT VALID", "", StringComparison.Ordinal);

    internal override IEnumerable<KeyValuePair<string, string>> Attributes
    {
        get
        {
            yield return new("promise", CatalogText.Word(Promise));
            yield return new("columns", Columns);
            if (!Validated)
            {
                yield return new("validated", "no");
            }

            yield return new("definition", Definition);
        }
    }
}
