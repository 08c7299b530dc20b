using Everlatch.Schema.Lint.Experiments;
using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// An UPDATE or DELETE that may reach every row in one transaction: each row stays locked until the last is done.
/// </summary>
internal sealed class UnbatchedWrite : LintRule
{
    public override string Name => "unbatched-write";

    public override LintClass Class => LintClass.Blocks;

    public override string SafeWay =>
        "A backfill: NNNN_name.backfill.sql with table, key and one statement for the rows between @after and @upto.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        it.Migration.Phase == MigrationPhase.Backfill
            ? []
            : from effect in it.Effects
              from write in effect.Writes
              where write is { Known: true, Bounded: false } && write.Act != RowAct.Insert && effect.RunsAlone is null
              select new LintHit(effect.Statement, $"{write} in one transaction; each stays locked until the last is done.");
}
