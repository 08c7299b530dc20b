using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>A partition that is detached while everybody on the whole table waits.</summary>
internal sealed class PartitionDetached : BlockRule
{
    public override string Name => "detach-partition-not-concurrent";

    public override string SafeWay =>
        "ALTER TABLE … DETACH PARTITION … CONCURRENTLY, in a file of its own with '-- schema: no-transaction'.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from detached in effect.Detached
        let mode = effect.StrongestOn(detached.Whole)
        where mode >= LockMode.Share
        select $"{mode} lock on {detached.Whole}, all its partitions with it, to detach {detached.Partition}.";
}
