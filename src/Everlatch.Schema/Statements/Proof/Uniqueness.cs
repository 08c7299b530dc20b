using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>That no two rows of a table are alike, by a constraint or an index.</summary>
/// <param name="By">The constraint or index.</param>
/// <param name="Columns">The columns in which they differ; an expression is written out.</param>
/// <param name="Definition">The whole of it.</param>
internal sealed record Uniqueness(CatalogObject By, IReadOnlyList<string> Columns, string Definition)
{
    private bool IsPartial => Definition.Contains(" where ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether two nulls are alike.</summary>
    public bool NullsCollide =>
        Definition.Contains("NULLS NOT DISTINCT", StringComparison.Ordinal)
            || By is CatalogConstraint { Promise: ConstraintKind.Primary };

    /// <summary>All that a table has.</summary>
    public static IEnumerable<Uniqueness> Of(SchemaFacts facts, string table) =>
    [
        .. ProofCase.Of<CatalogConstraint>(facts, table)
            .Where(c => c.Promise is ConstraintKind.Primary or ConstraintKind.Unique or ConstraintKind.Exclude)
            .Select(c => new Uniqueness(c, c.ColumnNames, c.Definition)),
        .. ProofCase.Of<CatalogIndex>(facts, table)
            .Where(i => i.Unique)
            .Select(i => new Uniqueness(i, i.ColumnNames, i.Definition)),
    ];

    /// <summary>Whether rows that differ by another always differ by this.</summary>
    public bool FollowsFrom(Uniqueness other) =>
        other.Definition == Definition
        || (!other.IsPartial && other.By is not CatalogConstraint { Promise: ConstraintKind.Exclude }
            && (other.NullsCollide || !NullsCollide) && other.Columns.All(Columns.Contains));
}
