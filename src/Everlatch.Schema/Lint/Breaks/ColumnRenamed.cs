namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A column under another name.</summary>
internal sealed class ColumnRenamed : GoneRule
{
    public override string Name => "column-renamed";

    public override string SafeWay =>
        "A new column that the release writes beside the old one, a backfill, and a contract step that drops the old one.";

    protected override string Kind => "column";

    protected override bool Renamed => true;

    protected override bool GoesWithAnother(LintCase it, string key) => WholeIsGone(it, key, "table", Kind);
}
