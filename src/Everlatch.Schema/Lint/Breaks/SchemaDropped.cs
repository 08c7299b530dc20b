namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A schema that is gone.</summary>
internal sealed class SchemaDropped : GoneRule
{
    public override string Name => "schema-dropped";

    public override string SafeWay => "A contract step, once nobody names anything in it.";

    protected override string Kind => "schema";

    protected override bool Renamed => false;
}
