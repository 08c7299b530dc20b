namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A value of an enum under another name.</summary>
internal sealed class EnumValueRenamed : GoneRule
{
    public override string Name => "enum-value-renamed";

    public override string SafeWay =>
        "ADD VALUE, let the release write the new one and read both, move the rows in a backfill; the old value stays.";

    protected override string Kind => "enum-value";

    protected override bool Renamed => true;

    protected override bool GoesWithAnother(LintCase it, string key) => WholeIsGone(it, key, "enum", Kind);
}
