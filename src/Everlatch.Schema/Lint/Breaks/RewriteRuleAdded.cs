using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A rule, new or another: the engine puts other statements in the place of older releases' own.</summary>
internal sealed class RewriteRuleAdded : BreakRule
{
    public override string Name => "rewrite-rule-added";

    public override string SafeWay =>
        "The new release sends the statement that it means; or the rule goes on a view of another name.";

    public override bool IsOfPostgres => true;

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from rule in AddedOrChanged(it, "rule")
        where !(rule.IsSwitchedOff && it.Trial.Before.Catalog.Find(rule.Key) is null or CatalogOther { IsSwitchedOff: true })
        from hit in Hit(
            it,
            rule.Key,
            older => older.MayNameTableOrView(rule.Of) && !older.Knows(rule),
            who => $"{rule.Key} does something else than what statements of {who} say ({rule.Definition}).")
        select hit;
}
