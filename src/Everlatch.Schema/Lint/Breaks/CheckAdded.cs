using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A check that rows of older releases may not pass. NOT VALID makes no difference: new rows are checked all the same.</summary>
internal sealed class CheckAdded : BreakRule
{
    public override string Name => "check-added";

    public override string SafeWay => "A contract step, when every kept release writes only rows that pass.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from check in Added<CatalogConstraint>(it)
            .Concat(Changed<CatalogConstraint>(it).Where(c => Bare(c.Before) != Bare(c.After)).Select(c => c.After))
        where check.Promise == ConstraintKind.Check
        from hit in Hit(
            it, check.Key, older => IsHurt(it, older, check), who => $"Rows of {check.TableName} must pass {check.Name} now; {who} does not know it.")
        select hit;

    // Validating a check asks nothing more of new rows.
    private static string Bare(CatalogConstraint check) => check.Definition.Replace(" NOT VALID", "", StringComparison.Ordinal);

    // A check of new columns alone, which a row that names none of them passes. Detaching a partition keeps its bounds as a check.
    private static bool IsHurt(LintCase it, OlderRelease older, CatalogConstraint check) =>
        older.MayNameTable(check.TableName) && !older.Knows(check)
        && !it.Effects.Any(effect => effect.Detached.Any(detached => detached.Partition == check.TableName))
        && (check.ColumnNames.Any(column => older.MayNameColumn(check.TableName, column))
            || !it.Effects.Any(effect => effect.PassedByDefaults.Contains(check.Key)));
}
