namespace Everlatch.Schema.Catalogs;

/// <summary>A view.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns with their types, in order: <c>id text, at bigint</c>.</param>
/// <param name="Definition">Its query, as the engine writes it.</param>
public sealed record CatalogView(string Name, string Columns, string Definition) : CatalogObject
{
    /// <summary>Whether its rows are stored.</summary>
    public bool Materialized { get; init; }

    /// <inheritdoc />
    public override string Kind => "view";

    /// <inheritdoc />
    public override string Path => Name;

    internal override IEnumerable<KeyValuePair<string, string>> Attributes
    {
        get
        {
            yield return new("columns", Columns);
            if (Materialized)
            {
                yield return new("materialized", "yes");
            }

            yield return new("definition", Definition);
        }
    }
}
