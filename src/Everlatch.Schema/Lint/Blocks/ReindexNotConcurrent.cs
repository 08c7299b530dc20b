using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>An index that is built anew in place while its table cannot be written, nor read through it.</summary>
internal sealed class ReindexNotConcurrent : BlockRule
{
    public override string Name => "reindex-not-concurrent";

    public override string SafeWay => "REINDEX … CONCURRENTLY, in a file of its own with '-- schema: no-transaction'.";

    public override IEnumerable<string> Measure(Effect effect) =>
        from index in effect.Rebuilt
        where !effect.Rewrites(index.Table) && effect.Changes.All(change => change.Subject.Table != index.Table)
        let locks = string.Join(", ", effect.Locks.Where(l => l.Table == index.Table && l.StopsWriters))
        select $"{index.Index} was built anew under {(locks.Length == 0 ? "locks that stop writers" : locks)}.";
}
