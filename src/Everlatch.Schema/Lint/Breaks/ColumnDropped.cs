namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column that is gone.</summary>
internal sealed class ColumnDropped : GoneRule
{
    public override string Name => "column-dropped";

    public override string SafeWay => "A contract step, once no kept release and no living server needs the column.";

    protected override string Kind => "column";

    protected override bool Renamed => false;

    protected override bool GoesWithAnother(LintCase it, string key) => WholeIsGone(it, key, "table", Kind);
}
