using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A table whose rows are all gone.</summary>
internal sealed class TableEmptied : BreakRule
{
    public override string Name => "table-emptied";

    public override string SafeWay =>
        "A contract step, once no kept release reads the table; rows that nobody needs go in batches.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from found in it.Effects.SelectMany(effect => effect.Emptied.Select(table => (Table: table, effect.Statement)))
            .Concat(MadeAnew(it).Select(table => (Table: table, Statement: it.Trial.StatementOf($"table {table}"))))
        let who = it.Who(older => older.MayNameTable(found.Table))
        where who is not null
        select new LintHit(found.Statement, $"Every row of {found.Table} is gone; {who} may need them.");

    // A table of that name is there again, and it is a new one that nothing was copied to.
    private static IEnumerable<string> MadeAnew(LintCase it)
    {
        var filled = it.Effects.SelectMany(effect => effect.Writes).Any(
            write => write is { Known: false, Act: RowAct.Insert, Bounded: false });
        return filled
            ? []
            : from effect in it.Effects
              where !effect.Changes.Any(change => change is CatalogChange.Removed && change.Subject is CatalogTable)
              from added in effect.Changes.OfType<CatalogChange.Added>()
              where added.Subject is CatalogTable && it.Trial.Before.Catalog.Table(added.Subject.Path) is not null
              select added.Subject.Path;
    }
}
