using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>An index that is dropped while everybody on its table waits.</summary>
internal sealed class DropIndexNotConcurrent : BlockRule
{
    public override string Name => "drop-index-not-concurrent";

    public override string SafeWay => "DROP INDEX CONCURRENTLY, in a file of its own with '-- schema: no-transaction'.";

    public override IEnumerable<string> Measure(Effect effect)
    {
        var removed = effect.Changes.OfType<CatalogChange.Removed>().Select(change => change.Subject).ToList();
        return from index in removed.OfType<CatalogIndex>()
               where effect.Knows(index.TableName) && !GoesWithAnother(index, removed) && !BecomesConstraint(index, effect)
               let mode = effect.StrongestOn(index.TableName)
               where mode == LockMode.AccessExclusive
               select $"{mode} lock on {index.TableName}, which waits for every query on it and makes every new one wait, to drop {index.Name}.";
    }

    // A column or a table takes its indexes with it: then that is what is done.
    private static bool GoesWithAnother(CatalogIndex index, List<CatalogObject> removed) =>
        removed.Any(other => (other is CatalogTable or CatalogColumn && other.Table == index.TableName)
            || (other is CatalogView view && view.Name == index.TableName));

    // ADD CONSTRAINT … USING INDEX: it stays, as a part of the constraint.
    private static bool BecomesConstraint(CatalogIndex index, Effect effect) =>
        effect.AddedToKnown<CatalogConstraint>().Any(c => c.TableName == index.TableName && c.Columns == index.Columns);
}
