using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A trigger that runs inside statements of older releases, which were never tried with it.</summary>
internal sealed class TriggerAdded : BreakRule
{
    public override string Name => "trigger-added";

    public override string SafeWay =>
        "The new release writes what it wants written; a trigger that keeps two columns alike for the time of a change says so "
        + "in an exception.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from trigger in Added<CatalogOther>(it)
        where trigger.What == "trigger" && !trigger.IsSwitchedOff
        from hit in Hit(
            it,
            trigger.Key,
            older => older.MayNameTableOrView(trigger.Of) && !older.Knows(trigger),
            who => $"{trigger.Key} runs in statements of {who} now, and may refuse or change what they do.")
        select hit;
}
