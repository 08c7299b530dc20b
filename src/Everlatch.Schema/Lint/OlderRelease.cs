using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Contracts;

namespace Everlatch.Schema.Lint;

/// <summary>A release that may run on the schema after a migration.</summary>
/// <param name="Name">What to call it: <c>release 1.4.0</c>.</param>
/// <param name="Contract">What it needs.</param>
internal sealed record OlderRelease(string Name, SchemaContract Contract)
{
    /// <summary>What must be there for it.</summary>
    public Catalog Needs => Contract.Needs;

    /// <summary>The schema that it was made for.</summary>
    public Catalog Full => Contract.Full;

    /// <summary>Kinds and paths that it may name beyond those of its catalog: what lies in other schemas.</summary>
    public IReadOnlySet<string> Names { get; init; } = new HashSet<string>();

    /// <summary>Whether its statements may name that object.</summary>
    public bool MayName(string key) => Names.Contains(key) || Needs.Find(key) is not null || MayNamePartOf(key);

    /// <summary>Whether its statements may name that table.</summary>
    public bool MayNameTable(string? table) => table is not null && MayName($"table {table}");

    /// <summary>Whether its statements may name that table or view.</summary>
    public bool MayNameTableOrView(string? name) => MayNameTable(name) || (name is not null && MayName($"view {name}"));

    /// <summary>Whether its statements may name that column.</summary>
    public bool MayNameColumn(string table, string column) => MayName($"column {table}.{column}");

    /// <summary>Whether it may insert rows into the column's table without naming the column.</summary>
    public bool MayInsertWithout(CatalogColumn column) =>
        MayNameTable(column.TableName) && Full.Column(column.TableName, column.Name) is not { IsRequired: true };

    /// <summary>Whether it may write null to the column.</summary>
    public bool MayWriteNull(CatalogColumn column) => Full.Column(column.TableName, column.Name) is not { Nullable: false };

    /// <summary>Whether it was made with that object as it is, so that what it writes complies.</summary>
    public bool Knows(CatalogObject found) => Full.Find(found.Key) == found;

    // A catalog holds the columns of a view and the values of an enum as parts of one object.
    private bool MayNamePartOf(string key)
    {
        var dot = key.LastIndexOf('.');
        return dot > 0 && (key[..dot].Replace("view-column ", "view ", StringComparison.Ordinal), key[(dot + 1)..]) switch
        {
            (var view, var column) when view.StartsWith("view ", StringComparison.Ordinal) =>
                Needs.Find(view) is CatalogView found
                && found.Columns.Split(", ").Any(part => part.StartsWith(column + " ", StringComparison.Ordinal)),
            (var value, _) when value.StartsWith("enum-value ", StringComparison.Ordinal) =>
                Needs.Find("enum " + value["enum-value ".Length..]) is not null,
            _ => false,
        };
    }
}
