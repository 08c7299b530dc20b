using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A type, function, sequence or extension that is gone, or has another name or other arguments.</summary>
internal sealed class ObjectDropped : BreakRule
{
    private static readonly string[] Kinds = ["enum", "domain", "type", "function", "extension"];

    public override string Name => "object-dropped";

    public override string SafeWay =>
        "A contract step, once no kept release names it; a function with other arguments is a second one beside it.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from gone in Removed<CatalogObject>(it)
        where (gone is CatalogOther other && Kinds.Contains(other.What))
            || (gone is CatalogSequence sequence && !GoesWithColumn(it, sequence))
        from hit in Hit(
            it, gone.Key, older => older.Needs.Find(gone.Key) is not null, who => $"{gone.Key} is gone; {who} may name it.")
        select hit;

    private static bool GoesWithColumn(LintCase it, CatalogSequence sequence) =>
        sequence.OwnedBy is { } column
            && it.Trial.After.Catalog.Find($"column {column}") is null or CatalogColumn { Identity: not null };
}
