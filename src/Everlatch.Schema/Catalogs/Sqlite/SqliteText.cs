using System.Text;
using static Everlatch.Schema.Catalogs.Sqlite.SqliteToken;

namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>
/// Writes tokens of SQLite in one way, however somebody wrote them: spaces, letter case and needless quotes do not count.
/// </summary>
/// <param name="names">
/// Every table and column there is. A quoted name that is none of them stays quoted: the engine may take it for a string.
/// </param>
internal sealed class SqliteText(IReadOnlySet<string> names)
{
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);

    /// <summary>The tokens as one text.</summary>
    public string Of(IEnumerable<SqliteToken> tokens)
    {
        var text = new StringBuilder();
        SqliteToken? before = null;
        var isUnary = false;
        foreach (var token in tokens)
        {
            if (before is { } last && !isUnary && IsApart(last, token))
            {
                text.Append(' ');
            }

            isUnary = token is { Kind: Is.Sign, Value: "-" or "+" or "~" } && (before is not { } left || AwaitsOperand(left));
            text.Append(token.Kind == Is.Name ? Name(token.Value) : token.Value);
            before = token;
        }

        return text.ToString();
    }

    /// <summary>The text in that one way. Most types and defaults come again and again.</summary>
    public string Of(string sql)
    {
        if (!written.TryGetValue(sql, out var text))
        {
            written.Add(sql, text = Of(SqliteTokens.Of(sql)));
        }

        return text;
    }

    private string Name(string name) =>
        names.Contains(name)
            ? SqliteWords.Quoted(name.ToLowerInvariant())
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsApart(SqliteToken left, SqliteToken right) =>
        !(left.Says("(") || left.Says(".")
            || right.Says(")") || right.Says(",") || right.Says(".") || right.Says(";")
            || (right.Says("(") && IsCalled(left)));

    // lower(x), but in (1, 2).
    private static bool IsCalled(SqliteToken left) => left.Kind == Is.Word && !SqliteWords.Has(left.Value);

    private static bool AwaitsOperand(SqliteToken left) => left.Kind switch
    {
        Is.Sign => left.Value != ")",
        Is.Word => SqliteWords.Has(left.Value),
        _ => false,
    };
}
