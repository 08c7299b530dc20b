using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Style;

/// <summary>A number that runs out.</summary>
internal sealed class NarrowInteger : StyleRule
{
    public override string Name => "narrow-integer";

    public override string SafeWay => "bigint: widening a column later rewrites its table.";

    public override bool IsOfPostgres => true;

    public override IEnumerable<string> Measure(Effect effect) =>
        from column in TypedColumns(effect)
        where column.Type is "integer" or "smallint"
        select $"{column.Path} is {column.Type}.";
}
