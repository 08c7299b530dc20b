using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>A column that took nulls and takes none any more, which a statement of before writes.</summary>
internal sealed class NotNullAdded : ColumnRule
{
    public override string Name => "not-null-added";

    public override string State => "23502";

    public override string? Refuses(ProofCase it, CatalogColumn? was, CatalogColumn column) =>
        was is { Nullable: true } && !column.Nullable && it.Table.Writes(column.Name)
            ? $"{column.Path} takes no nulls any more, and the statement may write one"
            : null;
}
