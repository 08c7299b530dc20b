using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>An index that is built while writers of its table wait.</summary>
internal sealed class IndexNotConcurrent : BlockRule
{
    public override string Name => "index-not-concurrent";

    public override string SafeWay => "CREATE INDEX CONCURRENTLY, in a file of its own with '-- schema: no-transaction'.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from index in effect.AddedToKnown<CatalogIndex>()
        let mode = effect.StrongestOn(index.TableName)
        where mode >= LockMode.Share && effect.Scans(index.TableName)
        select $"{mode} lock on {index.TableName} while it is read from end to end for {index.Name}.";
}
