namespace Everlatch.Schema.Migrations;

/// <summary>
/// Splits a file into its statements. It understands quotes, comments and the bodies that hold semicolons of their
/// own, and nothing else of SQL.
/// </summary>
internal static class SplitSql
{
    /// <summary>The statements in order; none is empty, and none begins or ends with a comment.</summary>
    /// <exception cref="SchemaException">A quote, a comment or a body does not end.</exception>
    public static IReadOnlyList<SqlText> Of(string text, string file, SchemaEngine engine) =>
        [.. Places(text, file, engine).Select(place => new SqlText(text[place.Start..place.End], place.Line))];

    /// <summary>Where they stand: between them are blanks, comments and the semicolons that end them.</summary>
    /// <exception cref="SchemaException">A quote, a comment or a body does not end.</exception>
    public static IEnumerable<(int Start, int End, int Line)> Places(string text, string file, SchemaEngine engine)
    {
        var tokens = new SqlTokens(text, file, engine.Sql);
        var (start, end, line, shape) = (-1, -1, 0, engine.Sql.NewStatement());
        foreach (var token in tokens.All().Where(token => !token.IsBlank))
        {
            var word = Word(text, token);
            if (shape.Takes(word))
            {
                if (start >= 0)
                {
                    yield return (start, end, line);
                }

                (start, shape) = (-1, engine.Sql.NewStatement());
                continue;
            }

            if (start < 0)
            {
                (start, line) = (token.Start, tokens.LineOf(token.Start));
                RefuseShellCommand(word, file, line);
            }

            end = token.End;
        }

        if (shape.Open is { } open)
        {
            throw new SchemaException(
                "EL1803", $"The statement that begins here opens {open} and does not close it.", file, line);
        }

        if (start >= 0)
        {
            yield return (start, end, line);
        }
    }

    private static string Word(string text, SqlToken token) =>
        token.Kind is SqlTokenKind.Quoted ? "" : text[token.Start..token.End].ToLowerInvariant();

    private static void RefuseShellCommand(string word, string file, int line)
    {
        if (word == ".")
        {
            throw new SchemaException("EL1803", "A statement begins with a dot: commands of sqlite3 are not SQL.", file, line);
        }
    }
}
