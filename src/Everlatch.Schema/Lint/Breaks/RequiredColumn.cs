using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column that older releases do not know and that an INSERT must name.</summary>
internal sealed class RequiredColumn : BreakRule
{
    public override string Name => "required-column";

    public override string SafeWay =>
        "Add it nullable or with a default; SET NOT NULL in a contract step, when every release that runs writes it.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from column in Added<CatalogColumn>(it).Concat(
            Changed<CatalogColumn>(it).Where(c => !c.Before.IsRequired).Select(c => c.After))
        where column.IsRequired
        from hit in Hit(
            it,
            column.Key,
            older => older.MayInsertWithout(column) && !older.MayNameColumn(column.TableName, column.Name),
            who => $"An INSERT must name {column.Path} now; {who} does not know it.")
        select hit;
}
