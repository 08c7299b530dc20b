using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column that has another type than before, unless every value is the same in both.</summary>
/// <param name="Before">The column before.</param>
/// <param name="After">The column after.</param>
/// <param name="IsNarrower">Whether it holds less of the same kind.</param>
internal sealed record TypeChange(CatalogColumn Before, CatalogColumn After, bool IsNarrower)
{
    /// <summary>The changes of types in one transaction that readers or writers can notice.</summary>
    public static IEnumerable<TypeChange> In(Trial trial) =>
        from change in trial.Changes.OfType<CatalogChange.Changed>()
        let before = change.Before as CatalogColumn
        let after = change.Subject as CatalogColumn
        where before is not null && after is not null && before.Type != after.Type && !IsWidening(trial, before, after)
        select new TypeChange(
            before, after, TypeOf(trial.After, after) is { } now
                && TypeOf(trial.Before, before) is { } was
                && now.IsNarrowerThan(was));

    // The engine left every row as it was and looked at none: it knows that each old value is a value of the new type.
    private static bool IsWidening(Trial trial, CatalogColumn before, CatalogColumn after) =>
        TypeOf(trial.Before, before) is { } was
            && TypeOf(trial.After, after) is { } now
            && now.Covers(was)
            && !now.IsNarrowerThan(was)
        && trial.Effects
            .Where(effect => effect.Changes.Any(change => change.Subject.Key == after.Key))
            .All(effect => !effect.Rewrites(after.TableName) && !effect.Scans(after.TableName));

    private static ColumnType? TypeOf(Shape shape, CatalogColumn column) => shape.Types.GetValueOrDefault(column.Key);
}
