namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A table under another name.</summary>
internal sealed class TableRenamed : GoneRule
{
    public override string Name => "table-renamed";

    public override string SafeWay =>
        "A new table that the release writes beside the old one, a backfill, and a contract step that drops the old one.";

    protected override string Kind => "table";

    protected override bool Renamed => true;
}
