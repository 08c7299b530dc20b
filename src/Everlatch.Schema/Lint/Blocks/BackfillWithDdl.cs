using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>Rows of any number are written in the transaction that also holds a lock on a table in use.</summary>
internal sealed class BackfillWithDdl : LintRule
{
    public override string Name => "backfill-with-ddl";

    public override LintClass Class => LintClass.Blocks;

    public override string SafeWay =>
        "The change of the schema in an expand step, the rows in a backfill step of the same number.";

    public override IEnumerable<LintHit> Check(LintCase it)
    {
        foreach (var effect in it.Effects)
        {
            if (effect.Writes.FirstOrDefault(write => !write.Bounded) is not { } write)
            {
                continue;
            }

            var held =
                it.Effects.SelectMany(other => other.Locks).FirstOrDefault(held => held is { StopsWriters: true, Index: null });
            if (held is not null)
            {
                yield return new LintHit(effect.Statement, $"{write} in the transaction that holds {held}.");
            }
        }
    }
}
