namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column of a view that is gone.</summary>
internal sealed class ViewColumnDropped : GoneRule
{
    public override string Name => "view-column-dropped";

    public override string SafeWay => "Keep the column in the view until no kept release reads it; new columns go to its end.";

    protected override string Kind => "view-column";

    protected override bool Renamed => false;

    protected override bool GoesWithAnother(LintCase it, string key) => WholeIsGone(it, key, "view", Kind);
}
