namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column of a view under another name.</summary>
internal sealed class ViewColumnRenamed : GoneRule
{
    public override string Name => "view-column-renamed";

    public override string SafeWay => "Keep the column and add another at the end of the view.";

    protected override string Kind => "view-column";

    protected override bool Renamed => true;

    protected override bool GoesWithAnother(LintCase it, string key) => WholeIsGone(it, key, "view", Kind);
}
