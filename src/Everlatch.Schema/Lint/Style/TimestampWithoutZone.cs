using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Style;

/// <summary>A moment whose zone nobody can tell.</summary>
internal sealed class TimestampWithoutZone : StyleRule
{
    public override string Name => "timestamp-without-zone";

    public override string SafeWay => "timestamp with time zone, or bigint of Unix milliseconds.";

    public override bool IsOfPostgres => true;

    public override IEnumerable<string> Measure(Effect effect) =>
        from column in TypedColumns(effect)
        where column.Type.StartsWith("timestamp", StringComparison.Ordinal)
            && column.Type.EndsWith("without time zone", StringComparison.Ordinal)
        select $"{column.Path} is {column.Type}.";
}
