using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A promise that no two rows are alike, by a constraint or an index.</summary>
/// <param name="Table">Of which table.</param>
/// <param name="Columns">In which columns.</param>
/// <param name="By">What promises it.</param>
internal sealed record Uniqueness(string Table, string Columns, CatalogObject By)
{
    /// <summary>Its columns, one by one.</summary>
    public IReadOnlyList<string> ColumnNames => Columns.Split(", ", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Whether two nulls count as alike.</summary>
    public bool NullsCollide => Definition.Contains("NULLS NOT DISTINCT", StringComparison.Ordinal);

    // What the engine writes after the columns: a condition on the rows, an operator other than equality.
    private bool IsPlain => By is CatalogConstraint { Promise: not ConstraintKind.Exclude }
        || (By is CatalogIndex && !Definition.Contains(" WHERE ", StringComparison.OrdinalIgnoreCase));

    private string Definition => By switch
    {
        CatalogConstraint constraint => constraint.Definition,
        CatalogIndex index => index.Definition,
        _ => "",
    };

    /// <summary>All of a catalog.</summary>
    public static IReadOnlyList<Uniqueness> Of(Catalog catalog) =>
    [
        .. catalog.Of<CatalogConstraint>()
            .Where(c => c.Promise is ConstraintKind.Primary or ConstraintKind.Unique or ConstraintKind.Exclude)
            .Select(c => new Uniqueness(c.TableName, c.Columns, c)),
        .. catalog.Of<CatalogIndex>()
            .Where(i => i is { Unique: true, Valid: true })
            .Select(i => new Uniqueness(i.TableName, i.Columns, i)),
    ];

    /// <summary>Whether the other promises as much: the same, or fewer columns of the same table in every row.</summary>
    public bool FollowsFrom(Uniqueness other) =>
        Table == other.Table && (By == other.By || IsWiderThan(other) || Same(other));

    /// <summary>Whether an ON CONFLICT that names the other finds this one.</summary>
    public bool Same(Uniqueness other) =>
        Table == other.Table
            && ColumnNames.Order(StringComparer.Ordinal).SequenceEqual(other.ColumnNames.Order(StringComparer.Ordinal))
        && (IsPlain || Condition == other.Condition);

    private bool IsWiderThan(Uniqueness other) =>
        other.IsPlain
        && other.ColumnNames.All(column => ColumnNames.Contains(column))
        && !(NullsCollide && !other.NullsCollide);

    private string Condition =>
        Definition.IndexOf(" WHERE ", StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? Definition[at..] : "";
}
