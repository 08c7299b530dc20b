using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Style;

/// <summary>
/// A statement outside a transaction that fails when it is run again, as after a run that was killed before its record.
/// </summary>
internal sealed class NotRepeatable : StyleRule
{
    public override string Name => "not-repeatable";

    public override string SafeWay => "IF NOT EXISTS or IF EXISTS, and a name for the index.";

    public override IEnumerable<string> Measure(Effect effect) =>
        effect.FailsWhenRepeated is { } why ? [$"A second run of it: {why}."] : [];
}
