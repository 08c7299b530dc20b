using Everlatch.Schema.Lint.Experiments.Postgres;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// A block or a call that commits: no transaction of ours can hold what it does, so that nobody can tell which locks it takes and
/// whether it reaches a few rows between two commits or all of them.
/// </summary>
internal sealed class UnmeasuredBlock : LintRule
{
    public override string Name => "unmeasured-block";

    public override LintClass Class => LintClass.Blocks;

    public override string SafeWay =>
        "A backfill: NNNN_name.backfill.sql with table, key and one statement for the rows between @after and @upto.";

    // Where no table was there before the release, nobody can be stopped.
    public override IEnumerable<LintHit> Check(LintCase it) =>
        from effect in it.Effects
        where effect.RunsAlone == PostgresCommands.Committing && effect.Known.Count > 0
        select new LintHit(
            effect.Statement, $"{effect.RunsAlone}: what it locks and writes between its commits cannot be measured.");
}
