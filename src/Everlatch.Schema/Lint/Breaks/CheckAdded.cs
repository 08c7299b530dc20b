using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>
/// A check that rows of older releases may not pass. NOT VALID makes no difference: new rows are checked all the same.
/// </summary>
internal sealed class CheckAdded : BreakRule
{
    public override string Name => "check-added";

    public override string SafeWay => "A contract step, when every kept release writes only rows that pass.";

    public override IEnumerable<LintHit> Check(LintCase it) => OfTables(it).Concat(OfDomains(it));

    private static IEnumerable<LintHit> OfTables(LintCase it) =>
        from check in Added<CatalogConstraint>(it)
            .Concat(
                Changed<CatalogConstraint>(it).Where(c => c.Before.BareDefinition != c.After.BareDefinition).Select(c => c.After))
        where check.Promise == ConstraintKind.Check
        from hit in Hit(
            it, check.Key, older =>
                IsHurt(it, older, check), who => $"Rows of {check.TableName} must pass {check.Name} now; {who} does not know it.")
        select hit;

    // The checks of a domain are those of each column of its type.
    private static IEnumerable<LintHit> OfDomains(LintCase it) =>
        from change in Changed<CatalogOther>(it)
        where change.After.What == "domain" && change.Before.Definition != change.After.Definition
        from hit in Hit(
            it,
            change.After.Key,
            older => older.Needs.Of<CatalogColumn>().Any(column => column.Type == change.After.Name),
            who => $"Columns of {change.After.Name} take other values now ({change.After.Definition}); {who} does not know it.")
        select hit;

    // A check of new columns alone, which a row that names none of them passes. Detaching a partition keeps its bounds as a
    // check.
    private static bool IsHurt(LintCase it, OlderRelease older, CatalogConstraint check) =>
        older.MayNameTable(check.TableName) && !older.Knows(check)
        && !it.Effects.Any(effect => effect.Detached.Any(detached => detached.Partition == check.TableName))
        && (check.ColumnNames.Any(column => older.MayNameColumn(check.TableName, column))
            || !it.Effects.Any(effect => effect.PassedByDefaults.Contains(check.Key)));
}
