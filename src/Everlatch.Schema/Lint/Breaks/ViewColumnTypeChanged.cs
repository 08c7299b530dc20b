namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column of a view that has another type: readers of the old one expect what it was.</summary>
internal sealed class ViewColumnTypeChanged : BreakRule
{
    public override string Name => "view-column-type-changed";

    public override string SafeWay => "Cast it to the old type in the view, and add the new one at the end.";

    public override IEnumerable<LintHit> Check(LintCase it) =>
        from was in it.Trial.Before.Types
        where was.Key.StartsWith("view-column ", StringComparison.Ordinal)
        let now = it.Trial.After.Types.GetValueOrDefault(was.Key)
        where now is not null && now.Text != was.Value.Text && (!now.Covers(was.Value) || now.IsNarrowerThan(was.Value))
        from hit in Hit(
            it,
            $"view {was.Key["view-column ".Length..was.Key.LastIndexOf('.')]}",
            older => older.MayName(was.Key),
            who => $"{was.Key} went from {was.Value.Text} to {now.Text}; {who} may read it.")
        select hit;
}
