namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>
/// Cuts a text of SQLite into tokens. The engine keeps a schema as the text that somebody wrote, and
/// tells some of it in no other way.
/// </summary>
internal static class SqliteTokens
{
    private static readonly string[] LongSigns = ["->>", "||", "<=", ">=", "<>", "!=", "==", "<<", ">>", "->"];

    /// <summary>The tokens in order, without spaces and comments. The text is one that the engine has accepted.</summary>
    public static IReadOnlyList<SqliteToken> Of(string sql)
    {
        var tokens = new List<SqliteToken>();
        for (var at = 0; at < sql.Length;)
        {
            var length = SpaceAt(sql, at);
            if (length == 0)
            {
                (var token, length) = TokenAt(sql, at);
                tokens.Add(token);
            }

            at += length;
        }

        return tokens;
    }

    private static int SpaceAt(string sql, int at) => sql[at] switch
    {
        var c when char.IsWhiteSpace(c) => 1,
        '-' when Continues(sql, at, "--") => Until(sql, at, "\n"),
        '/' when Continues(sql, at, "/*") => Until(sql, at + 2, "*/") + 2,
        _ => 0,
    };

    private static (SqliteToken Token, int Length) TokenAt(string sql, int at) => sql[at] switch
    {
        '\'' => Quoted(sql, at, '\'', SqliteToken.Is.Literal),
        '"' or '`' => Quoted(sql, at, sql[at], SqliteToken.Is.Name),
        '[' => Quoted(sql, at, ']', SqliteToken.Is.Name),
        'x' or 'X' when Continues(sql, at + 1, "'") => Blob(sql, at),
        var c when IsWordPart(c) => Word(sql, at),
        '.' when at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1]) => Word(sql, at),
        var c when LongSigns.FirstOrDefault(s => Continues(sql, at, s)) is { } sign =>
            (new(SqliteToken.Is.Sign, sign), sign.Length),
        var c => (new(SqliteToken.Is.Sign, c.ToString()), 1),
    };

    private static (SqliteToken Token, int Length) Word(string sql, int at)
    {
        var number = !char.IsAsciiLetter(sql[at]) && sql[at] < 128 && sql[at] is not ('_' or '$');
        var end = at + 1;
        while (end < sql.Length && (IsWordPart(sql[end]) || (number && (sql[end] == '.' || IsExponentSign(sql, at, end)))))
        {
            end++;
        }

        return (new(SqliteToken.Is.Word, sql[at..end].ToLowerInvariant()), end - at);
    }

    private static (SqliteToken Token, int Length) Quoted(string sql, int at, char close, SqliteToken.Is kind)
    {
        var end = at + 1;
        while (sql[end] != close || (close != ']' && end + 1 < sql.Length && sql[end + 1] == close))
        {
            end += sql[end] == close ? 2 : 1;
        }

        var text = kind == SqliteToken.Is.Literal
            ? sql[at..(end + 1)]
            : sql[(at + 1)..end].Replace($"{close}{close}", close.ToString(), StringComparison.Ordinal);
        return (new(kind, text), end + 1 - at);
    }

    private static (SqliteToken Token, int Length) Blob(string sql, int at)
    {
        var (token, length) = Quoted(sql, at + 1, '\'', SqliteToken.Is.Literal);
        return (token with { Value = "x" + token.Value.ToLowerInvariant() }, length + 1);
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c >= 128;

    // 1e-5, but not 0x1e - 5.
    private static bool IsExponentSign(string sql, int at, int end) =>
        sql[end] is '+' or '-' && sql[end - 1] is 'e' or 'E' && !Continues(sql, at, "0x") && !Continues(sql, at, "0X")
            && end + 1 < sql.Length && char.IsAsciiDigit(sql[end + 1]);

    private static bool Continues(string sql, int at, string text) =>
        string.CompareOrdinal(sql, at, text, 0, text.Length) == 0;

    private static int Until(string sql, int at, string end)
    {
        var found = sql.IndexOf(end, at, StringComparison.Ordinal);
        return (found < 0 ? sql.Length : found + end.Length) - at;
    }
}
