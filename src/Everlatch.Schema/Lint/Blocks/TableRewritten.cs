using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Blocks;

/// <summary>
/// A table whose rows are all written anew by anything else: VACUUM FULL, CLUSTER, SET LOGGED, REFRESH, a domain with a check.
/// </summary>
internal sealed class TableRewritten : BlockRule
{
    public override string Name => "table-rewritten";

    public override string SafeWay =>
        "Leave the rows where they are; a table that must be made anew is made beside the old one and filled in batches.";

    public override bool IsLast => true;

    public override IEnumerable<string> Measure(Effect effect) =>
        from table in effect.Rewritten
        let mode = effect.StrongestOn(table)
        select $"{(mode == LockMode.None ? "a" : mode)} lock on {table} while every row is written anew.";
}
