using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>
/// A default, identity or generated value that is gone: an INSERT that relied on it fails, or writes null in its place.
/// </summary>
internal sealed class DefaultDropped : BreakRule
{
    public override string Name => "default-dropped";

    public override string SafeWay => "A contract step, when every kept release names the column in each INSERT.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from change in Changed<CatalogColumn>(it)
        where FillsItself(change.Before) && !FillsItself(change.After)
        from hit in Hit(
            it,
            change.After.Key,
            older => older.MayNameColumn(change.Before.TableName, change.Before.Name) && older.MayInsertWithout(change.After),
            who => $"{change.After.Path} has no default any more; {who} may insert without naming it.")
        select hit;

    private static bool FillsItself(CatalogColumn column) => column is not { Default: null, Generated: null, Identity: null };
}
