using Everlatch.Schema.Lint.Experiments;

namespace Everlatch.Schema.Lint.Style;

/// <summary>Text that is padded with blanks.</summary>
internal sealed class PaddedText : StyleRule
{
    public override string Name => "padded-text";

    public override string SafeWay => "text; a check of its length where there must be a limit.";

    public override bool IsOfPostgres => true;

    public override IEnumerable<string> Measure(Effect effect) =>
        from column in TypedColumns(effect)
        where column.Type.StartsWith("character(", StringComparison.Ordinal) || column.Type is "\"char\"" or "character"
        select $"{column.Path} is {column.Type}.";
}
