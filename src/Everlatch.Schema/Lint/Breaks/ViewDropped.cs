namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A view that is gone.</summary>
internal sealed class ViewDropped : GoneRule
{
    public override string Name => "view-dropped";

    public override string SafeWay => "A contract step, once no kept release and no living server reads the view.";

    protected override string Kind => "view";

    protected override bool Renamed => false;
}
