using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Style;

/// <summary>
/// A statement outside a transaction that fails when it is run again: after a run that was killed before it was counted, or by a
/// person ahead of it.
/// </summary>
internal sealed class NotRepeatable : StyleRule
{
    public override string Name => "not-repeatable";

    public override string SafeWay => "IF NOT EXISTS or IF EXISTS, and a name for the index.";

    public override IEnumerable<string> Measure(Effect effect) =>
        effect.FailsWhenRepeated is { } why ? [$"A second run of it: {why}."] : [];
}
