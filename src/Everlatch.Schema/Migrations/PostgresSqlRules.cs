namespace Everlatch.Schema.Migrations;

/// <summary>
/// PostgreSQL: dollar quotes, <c>E''</c>, comments in comments. It takes <c>standard_conforming_strings</c> as on.
/// </summary>
internal sealed class PostgresSqlRules : SqlRules
{
    public override bool CommentsNest => true;

    public override string LineEnds => "\n\r";

    public override int EndOfQuoted(string text, int at) => text[at] switch
    {
        '\'' or '"' => EndOfDoubled(text, at),
        'e' or 'E' when at + 1 < text.Length && text[at + 1] == '\'' => EndOfEscaped(text, at + 2),
        '$' => EndOfDollars(text, at),
        _ => at,
    };

    public override SqlStatementEnd NewStatement() => new PostgresStatementEnd();

    private static int EndOfEscaped(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '\'')
            {
                if (i + 1 < text.Length && text[i + 1] == '\'')
                {
                    i++;
                }
                else if (Continuation(text, i + 1) is var next and > 0)
                {
                    i = next;
                }
                else
                {
                    return i + 1;
                }
            }
        }

        return -1;
    }

    // 'a' and 'b' on different lines are one text, and the backslashes of the second count as those of the first do.
    // Returns the place of the second's quote, 0 when there is none.
    private static int Continuation(string text, int from)
    {
        var newLine = false;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '-' && i + 1 < text.Length && text[i + 1] == '-')
            {
                var end = text.AsSpan(i).IndexOfAny('\n', '\r');
                i = end < 0 ? text.Length : i + end;
                newLine = true;
            }
            else if (text[i] is '\n' or '\r')
            {
                newLine = true;
            }
            else if (text[i] is not (' ' or '\t' or '\f' or '\v'))
            {
                return newLine && text[i] == '\'' ? i : 0;
            }
        }

        return 0;
    }

    private static int EndOfDollars(string text, int at)
    {
        var i = at + 1;
        if (i < text.Length && BeginsWord(text[i]))
        {
            while (i < text.Length && text[i] != '$' && ContinuesWord(text[i]))
            {
                i++;
            }
        }

        if (i >= text.Length || text[i] != '$')
        {
            return at;
        }

        var delimiter = text[at..(i + 1)];
        var end = text.IndexOf(delimiter, i + 1, StringComparison.Ordinal);
        return end < 0 ? -1 : end + delimiter.Length;
    }
}
