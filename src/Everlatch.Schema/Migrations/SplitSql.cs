namespace Everlatch.Schema.Migrations;

/// <summary>Splits a file into its statements. It understands quotes, dollar quotes and comments, and nothing else of SQL.</summary>
internal static class SplitSql
{
    /// <summary>The statements in order; none is empty.</summary>
    /// <exception cref="SchemaException">A quote or a comment does not end.</exception>
    public static IReadOnlyList<SqlText> Of(string text, string file) =>
        throw new InvalidOperationException($"Not written yet: {file} {text.Length}.");
}
