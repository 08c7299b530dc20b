using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Statements.Proof;

/// <summary>A domain that is another than before, by which values that a statement of before writes are judged.</summary>
internal sealed class DomainChanged : ColumnRule
{
    public override string Name => "domain-changed";

    public override string State => "23514";

    public override string? Refuses(ProofCase it, CatalogColumn? was, CatalogColumn column) =>
        was?.Type == column.Type && it.Table.Writes(column.Name)
        && it.Before.Catalog.Find($"domain {column.Type}") is { } before
        && it.After.Catalog.Find($"domain {column.Type}") is { } after && before != after
            ? $"{column.Path} is of the domain {column.Type}, which asks something else now: {((CatalogOther)after).Definition}"
            : null;
}
