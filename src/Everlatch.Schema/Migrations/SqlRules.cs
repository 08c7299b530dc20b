namespace Everlatch.Schema.Migrations;

/// <summary>Where the engines differ in what quotes, comments and bodies with semicolons of their own look like.</summary>
internal abstract class SqlRules
{
    /// <summary>Whether a block comment may stand in a block comment.</summary>
    public abstract bool CommentsNest { get; }

    /// <summary>The characters that end a comment of one line.</summary>
    public abstract string LineEnds { get; }

    /// <summary>
    /// Where something quoted that begins at <paramref name="at" /> ends: <paramref name="at" /> itself when nothing quoted
    /// begins there, -1 when it does not end.
    /// </summary>
    public abstract int EndOfQuoted(string text, int at);

    /// <summary>Follows one statement to its semicolon.</summary>
    public abstract SqlStatementEnd NewStatement();

    /// <summary>Whether a name without quotes may begin with this character.</summary>
    public static bool BeginsWord(char c) => char.IsAsciiLetter(c) || c == '_' || c >= 0x80;

    /// <summary>Whether a name without quotes may go on with this character.</summary>
    public static bool ContinuesWord(char c) => BeginsWord(c) || char.IsAsciiDigit(c) || c == '$';

    /// <summary>The end of a text between two equal quotes, where the quote itself is written twice.</summary>
    protected static int EndOfDoubled(string text, int at)
    {
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] != text[at])
            {
                continue;
            }

            if (i + 1 == text.Length || text[i + 1] != text[at])
            {
                return i + 1;
            }

            i++;
        }

        return -1;
    }
}
