using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column that refuses the nulls which older releases may write.</summary>
internal sealed class NotNullAdded : BreakRule
{
    public override string Name => "not-null-added";

    public override string SafeWay => "A contract step, when every kept release always writes a value.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from change in Changed<CatalogColumn>(it)
        where change is { Before.Nullable: true, After.Nullable: false }
        from hit in Hit(
            it,
            change.After.Key,
            older => older.MayNameColumn(change.After.TableName, change.After.Name) && older.MayWriteNull(change.After),
            who => $"{change.After.Path} refuses null now; {who} may write it.")
        select hit;
}
