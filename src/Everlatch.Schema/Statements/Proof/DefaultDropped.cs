using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>
/// A default that is gone, on which an INSERT of before counts. Where nulls are refused too, the column is a required one.
/// </summary>
internal sealed class DefaultDropped : ColumnRule
{
    public override string Name => "default-dropped";

    public override string State => "23502";

    public override string? Refuses(ProofCase it, CatalogColumn? was, CatalogColumn column) =>
        was is not null && (ProofCase.HasDefault(was) || was.Identity is not null) && it.LeavesNull(column.Name)
            ? $"{column.Path} has lost its default, and its INSERT counts on it: the rows would have null there"
            : null;
}
