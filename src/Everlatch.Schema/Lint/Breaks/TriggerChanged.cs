using Everlatch.Schema.Catalogs;

namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A trigger that older releases live with and that is another now, or is switched off or on.</summary>
internal sealed class TriggerChanged : BreakRule
{
    public override string Name => "trigger-changed";

    public override string SafeWay =>
        "A contract step, once no server of that release lives and none may come back; until then it stays as it is.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from change in Changed<CatalogOther>(it)
        where change.After.What == "trigger" && !(change.Before.IsSwitchedOff && change.After.IsSwitchedOff)
        from hit in Hit(
            it,
            change.After.Key,
            older => older.MayNameTableOrView(change.After.Of) && !older.Knows(change.After),
            who => $"{change.After.Key} {Now(change.Before, change.After)}; it runs in statements of {who}.")
        select hit;

    private static string Now(CatalogOther before, CatalogOther after) => (before.IsSwitchedOff, after.IsSwitchedOff) switch
    {
        (false, true) => "is switched off now",
        (true, false) => "is switched on now",
        _ => $"is another now ({after.Definition})",
    };
}
