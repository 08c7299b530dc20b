namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>One word, name, literal or sign of a text of SQLite.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">
/// A word in lower case, a quoted name without its quotes, a literal or a sign as it is written.
/// </param>
internal readonly record struct SqliteToken(SqliteToken.Is Kind, string Value)
{
    /// <summary>What a token can be.</summary>
    internal enum Is
    {
        /// <summary>A keyword, a number, or a name without quotes.</summary>
        Word,

        /// <summary>A name in quotes.</summary>
        Name,

        /// <summary>A string or a blob.</summary>
        Literal,

        /// <summary>A bracket, a comma, an operator.</summary>
        Sign,
    }

    /// <summary>Whether it is that word or sign.</summary>
    public bool Says(string word) => Kind is Is.Word or Is.Sign && Value == word;
}
