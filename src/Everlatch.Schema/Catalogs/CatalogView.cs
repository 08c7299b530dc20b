using System.Text.RegularExpressions;

namespace Everlatch.Schema.Catalogs;

/// <summary>
/// A view. Two are equal whether or not their query writes the table before a column: from version 16 on, PostgreSQL leaves it
/// away where there is only one table, and the same view must not look like another one on a newer server.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns with their types, in order: <c>id text, at bigint</c>.</param>
/// <param name="Definition">Its query, as the engine writes it.</param>
public sealed partial record CatalogView(string Name, string Columns, string Definition) : CatalogObject
{
    /// <summary>Whether its rows are stored.</summary>
    public bool Materialized { get; init; }

    /// <inheritdoc />
    public override string Kind => "view";

    /// <inheritdoc />
    public override string Path => Name;

    internal override string Comparable => CatalogText.Line(this with { Definition = Unqualified });

    private string Unqualified => Qualifier().Replace(Definition, "");

    /// <inheritdoc />
    public bool Equals(CatalogView? other) =>
        other is not null && Name == other.Name && Columns == other.Columns && Materialized == other.Materialized
            && (Definition == other.Definition || Unqualified == other.Unqualified);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Columns, Materialized);

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

    // A name and a dot before another name; not the dot of a number.
    [GeneratedRegex("""(?<![\w".])(?:"(?:[^"]|"")+"|[a-z_][\w$]*)\.(?=["a-z_*])""")]
    private static partial Regex Qualifier();
}
