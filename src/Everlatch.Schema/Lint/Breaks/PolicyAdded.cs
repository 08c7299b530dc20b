using Everlatch.Schema.Catalogs;
using Everlatch.Schema.Catalogs.Postgres;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A policy, new or another, where policies count: older releases see and write other rows than before.</summary>
internal sealed class PolicyAdded : BreakRule
{
    public override string Name => "policy-added";

    public override string SafeWay =>
        "A contract step, when every kept release sets what it asks for; or a policy for a role that only new servers have.";

    public override bool IsOfPostgres => true;

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from policy in AddedOrChanged(it, "policy")
        where it.Trial.After.Catalog.Table(policy.Of!) is { } table
            && new PostgresTableOptions(table.Options).RowSecurity.Contains("row level security")
        from hit in Hit(
            it,
            policy.Key,
            older => older.MayNameTable(policy.Of) && !older.Knows(policy),
            who => $"{policy.Key} decides which rows of {policy.Of} {who} finds and writes ({policy.Definition}).")
        select hit;
}
