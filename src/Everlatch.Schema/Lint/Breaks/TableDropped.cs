namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A table that is gone.</summary>
internal sealed class TableDropped : GoneRule
{
    public override string Name => "table-dropped";

    public override string SafeWay => "A contract step, once no kept release and no living server needs the table.";

    protected override string Kind => "table";

    protected override bool Renamed => false;
}
