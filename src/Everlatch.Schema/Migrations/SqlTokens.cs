namespace Everlatch.Schema.Migrations;

/// <summary>Cuts a file into tokens. Together they are the whole text, each character once.</summary>
internal sealed class SqlTokens(string text, string file, SqlRules rules)
{
    private int at;
    private int counted;
    private int line = 1;

    /// <summary>All of them in order.</summary>
    /// <exception cref="SchemaException">A quote or a comment does not end, or something stands there that is no SQL.</exception>
    public IEnumerable<SqlToken> All()
    {
        while (at < text.Length)
        {
            var start = at;
            var kind = Next();
            yield return new SqlToken(kind, start, at);
        }
    }

    /// <summary>The line of a place, from 1. Places are to be asked for in their order.</summary>
    public int LineOf(int place)
    {
        for (; counted < place; counted++)
        {
            if (text[counted] == '\n' || (text[counted] == '\r' && !Has(counted + 1, '\n')))
            {
                line++;
            }
        }

        return line;
    }

    private SqlTokenKind Next()
    {
        var c = text[at];
        if (IsSpace(c))
        {
            return Take(SqlTokenKind.Space, IsSpace);
        }

        if (c == '-' && Has(at + 1, '-'))
        {
            return Take(SqlTokenKind.LineComment, inside => !rules.LineEnds.Contains(inside, StringComparison.Ordinal));
        }

        if (c == '/' && Has(at + 1, '*'))
        {
            return BlockComment();
        }

        var end = rules.EndOfQuoted(text, at);
        if (end != at)
        {
            at = end > 0 ? end : throw Refusal($"What the quote {Shown(c)} opens here does not end.");
            return SqlTokenKind.Quoted;
        }

        if (SqlRules.BeginsWord(c))
        {
            return Take(SqlTokenKind.Word, SqlRules.ContinuesWord);
        }

        if (c is '\\' or '\0')
        {
            throw Refusal("A backslash or a NUL stands outside of quotes: commands of psql are not SQL.");
        }

        at++;
        return SqlTokenKind.Mark;
    }

    private SqlTokenKind Take(SqlTokenKind kind, Func<char, bool> inside)
    {
        while (at < text.Length && inside(text[at]))
        {
            at++;
        }

        return kind;
    }

    private SqlTokenKind BlockComment()
    {
        var (depth, i) = (1, at + 2);
        while (depth > 0)
        {
            if (i + 1 >= text.Length)
            {
                throw Refusal("The comment that begins here does not end.");
            }

            var closes = text[i] == '*' && text[i + 1] == '/';
            var opens = rules.CommentsNest && text[i] == '/' && text[i + 1] == '*';
            depth += opens ? 1 : closes ? -1 : 0;
            i += opens || closes ? 2 : 1;
        }

        at = i;
        return SqlTokenKind.BlockComment;
    }

    private bool Has(int place, char c) => place < text.Length && text[place] == c;

    private SchemaException Refusal(string message) => new("EL1803", message, file, LineOf(at));

    // The dollar and the E stand for the quote that they begin.
    private static string Shown(char c) => c switch
    {
        '$' => "$…$",
        'e' or 'E' => $"{c}'",
        _ => c.ToString(),
    };

    private static bool IsSpace(char c) => c is ' ' or (>= '\t' and <= '\r');
}
