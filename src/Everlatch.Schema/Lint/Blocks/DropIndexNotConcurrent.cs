using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>An index that is dropped while everybody on its table waits.</summary>
internal sealed class DropIndexNotConcurrent : BlockRule
{
    public override string Name => "drop-index-not-concurrent";

    public override string SafeWay => "DROP INDEX CONCURRENTLY, in a file of its own with '-- schema: no-transaction'.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from index in effect.DroppedIndexes
        where !GoesWithAnother(index.Table, effect)
        let mode = effect.StrongestOn(index.Table)
        where mode == LockMode.AccessExclusive
        select $"{mode} lock on {index.Table}, which waits for every query on it "
            + $"and makes every new one wait, to drop {index.Index}.";

    // A table, a column, a constraint or a materialized view takes its indexes with it: then that is what is done.
    private static bool GoesWithAnother(string table, Effect effect) =>
        effect.Changes.OfType<CatalogChange.Removed>().Any(
            change => change.Subject is CatalogTable or CatalogColumn or CatalogConstraint
            ? change.Subject.Table == table
            : change.Subject is CatalogView view && view.Name == table);
}
