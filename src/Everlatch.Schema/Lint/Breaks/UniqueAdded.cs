using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A uniqueness that rows of older releases may violate.</summary>
internal sealed class UniqueAdded : BreakRule
{
    public override string Name => "unique-added";

    public override string SafeWay => "A contract step, when every kept release writes no row twice.";

    public override IEnumerable<LintHit> Check(LintCase it)
    {
        var before = Uniqueness.Of(it.Trial.Before.Catalog);
        return from unique in Uniqueness.Of(it.Trial.After.Catalog)
               where !before.Any(unique.FollowsFrom)
               from hit in Hit(
                   it,
                   unique.By.Key,
                   older => older.MayNameTable(unique.Table) && !older.Knows(unique.By) && !HasFreshColumn(it, older, unique),
                   who =>
                       $"Rows of {unique.Table} must differ in {unique.Columns} now ({unique.By.Path}); {who} does not know it.")
               select hit;
    }

    // A new column that is null, or another value in each row that does not name it, keeps rows of old writers apart.
    private static bool HasFreshColumn(LintCase it, OlderRelease older, Uniqueness unique) =>
        !unique.NullsCollide && unique.ColumnNames.Any(name => !older.MayNameColumn(unique.Table, name)
            && it.Trial.After.Catalog.Column(unique.Table, name) is { } column
            && (column is { Nullable: true, Default: null, Generated: null }
                || column.Identity is not null
                || IsVolatile(it, column)));

    private static bool IsVolatile(LintCase it, CatalogColumn column) =>
        column.Default is not null && it.Effects.Any(effect =>
            effect.Rewrites(column.TableName) && effect.Changes.Any(change => change.Subject.Key == column.Key));
}
