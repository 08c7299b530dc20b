using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>SET NOT NULL that has to look at every row while everybody on the table waits.</summary>
internal sealed class NotNullScans : BlockRule
{
    public override string Name => "not-null-scans";

    public override string SafeWay =>
        "ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID, "
        + "VALIDATE CONSTRAINT in a later file, then SET NOT NULL, which believes it.";

    public override IEnumerable<string> Measure(Effect effect) => Set(effect).Concat(Required(effect));

    private static IEnumerable<string> Set(Effect effect) =>
        from change in effect.ChangedOnKnown<CatalogColumn>()
        where change is { Before.Nullable: true, After.Nullable: false } && effect.Scans(change.After.TableName)
            && !IsOfNewKey(change.After, effect)
        let mode = effect.StrongestOn(change.After.TableName)
        where mode >= LockMode.Share
        select $"{mode} lock on {change.After.TableName} while every row is checked for a null in {change.After.Name}.";

    // A new column without a default is null in every row that is there: the first one ends the statement.
    private static IEnumerable<string> Required(Effect effect) =>
        from column in effect.AddedToKnown<CatalogColumn>()
        where column.IsRequired && effect.Scans(column.TableName)
        select $"Every row is checked for a null in {column.Name}, and has one: the statement fails on a table with rows.";

    // A primary key makes its columns NOT NULL: that is its own finding.
    private static bool IsOfNewKey(CatalogColumn column, Effect effect) =>
        effect.AddedToKnown<CatalogConstraint>().Any(c =>
            c.Promise == ConstraintKind.Primary && c.TableName == column.TableName && c.ColumnNames.Contains(column.Name));
}
