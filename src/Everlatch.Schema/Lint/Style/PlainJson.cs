using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Style;

/// <summary>JSON that is kept as text and parsed at every look.</summary>
internal sealed class PlainJson : StyleRule
{
    public override string Name => "plain-json";

    public override string SafeWay => "jsonb: it is checked once, compares and can be indexed.";

    public override bool IsOfPostgres => true;

    public override IEnumerable<string> Measure(Effect effect) =>
        from column in TypedColumns(effect)
        where column.Type == "json"
        select $"{column.Path} is {column.Type}.";
}
