namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A value of an enum that is gone, such as with a type that was made anew.</summary>
internal sealed class EnumValueDropped : GoneRule
{
    public override string Name => "enum-value-dropped";

    public override string SafeWay => "Let the value be; it costs nothing.";

    protected override string Kind => "enum-value";

    protected override bool Renamed => false;

    protected override bool GoesWithAnother(LintCase it, string key) => WholeIsGone(it, key, "enum", Kind);
}
