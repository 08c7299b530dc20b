using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A rule about what a transaction takes from the releases that still run, or come back.</summary>
internal abstract class BreakRule : LintRule
{
    public sealed override LintClass Class => LintClass.Breaks;

    /// <summary>What was added to the catalog once the transaction was over.</summary>
    protected static IEnumerable<T> Added<T>(LintCase it)
        where T : CatalogObject =>
        it.Trial.Changes.OfType<CatalogChange.Added>().Select(change => change.Subject).OfType<T>();

    /// <summary>What was removed from the catalog once the transaction was over.</summary>
    protected static IEnumerable<T> Removed<T>(LintCase it)
        where T : CatalogObject =>
        it.Trial.Changes.OfType<CatalogChange.Removed>().Select(change => change.Subject).OfType<T>();

    /// <summary>Before and after of what is there and differs once the transaction was over.</summary>
    protected static IEnumerable<(T Before, T After)> Changed<T>(LintCase it)
        where T : CatalogObject =>
        from change in it.Trial.Changes.OfType<CatalogChange.Changed>()
        where change is { Before: T, Subject: T }
        select ((T)change.Before!, (T)change.Subject);

    /// <summary>
    /// What acts on statements about a table or a view, such as a trigger, and is new or another than before.
    /// </summary>
    protected static IEnumerable<CatalogOther> AddedOrChanged(LintCase it, string what) =>
        Added<CatalogOther>(it).Concat(Changed<CatalogOther>(it).Select(change => change.After)).Where(o => o.What == what);

    /// <summary>A finding about that object, when any older release is hurt by it.</summary>
    protected static IEnumerable<LintHit> Hit(
        LintCase it, string key, Func<OlderRelease, bool> isHurt, Func<string, string> say) =>
        it.Who(isHurt) is { } who ? [new LintHit(it.Trial.StatementOf(key), say(who), key)] : [];
}
