using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>A column that must be given a value, which an INSERT of before does not name.</summary>
internal sealed class RequiredColumn : ColumnRule
{
    public override string Name => "required-column";

    public override string State => "23502";

    public override string? Refuses(ProofCase it, CatalogColumn? was, CatalogColumn column) =>
        column.IsRequired && was is not { IsRequired: true } && it.Omits(column.Name)
            ? $"{column.Path} must be given a value now, and its INSERT does not name it"
            : null;
}
