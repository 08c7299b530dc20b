namespace Everlatch.Schema.Migrations;

/// <summary>A piece of a text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where the next begins.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, int Start, int End)
{
    /// <summary>Whether an engine passes over it.</summary>
    public bool IsBlank => Kind is SqlTokenKind.Space or SqlTokenKind.LineComment or SqlTokenKind.BlockComment;
}
