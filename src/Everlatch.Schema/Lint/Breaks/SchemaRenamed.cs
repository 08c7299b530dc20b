namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A schema under another name.</summary>
internal sealed class SchemaRenamed : GoneRule
{
    public override string Name => "schema-renamed";

    public override string SafeWay => "A new schema beside the old one; what is in it moves table by table.";

    protected override string Kind => "schema";

    protected override bool Renamed => true;
}
