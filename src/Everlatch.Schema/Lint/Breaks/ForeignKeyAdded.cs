using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>
/// A foreign key that rows of older releases may violate. NOT VALID makes no difference: new rows are checked all the same.
/// </summary>
internal sealed class ForeignKeyAdded : BreakRule
{
    public override string Name => "foreign-key-added";

    public override string SafeWay =>
        "A contract step, when every kept release writes only rows that point to one that is there.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from key in Added<CatalogConstraint>(it).Concat(Changed<CatalogConstraint>(it).Select(change => change.After))
        where key.Promise == ConstraintKind.Foreign && !it.Trial.Before.Catalog.Of<CatalogConstraint>().Any(c => IsSame(c, key))
        from hit in Hit(
            it,
            key.Key,
            older => older.MayNameTable(key.TableName) && !older.Knows(key)
                && !key.ColumnNames.Any(column => IsFresh(it, older, key.TableName, column)),
            who => $"Rows of {key.TableName} must point to one that is there now ({key.Name}); {who} does not know it.")
        select hit;

    private static bool IsSame(CatalogConstraint one, CatalogConstraint other) =>
        one.TableName == other.TableName && one.BareDefinition == other.BareDefinition;

    // With a null in one of its columns a row points nowhere, and need not.
    private static bool IsFresh(LintCase it, OlderRelease older, string table, string name) =>
        !older.MayNameColumn(table, name)
        && it.Trial.After.Catalog.Column(table, name) is { Nullable: true, Default: null, Generated: null };
}
