namespace Everlatch.Schema.Lint.Breaks;

/// <summary>A view under another name.</summary>
internal sealed class ViewRenamed : GoneRule
{
    public override string Name => "view-renamed";

    public override string SafeWay => "A second view under the new name; a contract step drops the old one.";

    protected override string Kind => "view";

    protected override bool Renamed => true;
}
