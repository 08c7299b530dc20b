using System.Collections.Frozen;

namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>The words that mean something to SQLite, so that a name which is one of them keeps its quotes.</summary>
internal static class SqliteWords
{
    private static readonly FrozenSet<string> All =
        """
        abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case cast
        check collate column commit conflict constraint create cross current current_date current_time current_timestamp database
        default deferrable deferred delete desc detach distinct do drop each else end escape except exclude exclusive exists
        explain fail filter first following for foreign from full generated glob group groups having if ignore immediate in index
        indexed initially inner insert instead intersect into is isnull join key last left like limit match materialized natural
        no not nothing notnull null nulls of offset on or order others outer over partition plan pragma preceding primary query
        raise range recursive references regexp reindex release rename replace restrict returning right rollback row rows
        savepoint select set table temp temporary then ties to transaction trigger unbounded union unique update using vacuum
        values view virtual when where window with within without
        """.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it is one, in any case.</summary>
    public static bool Has(string word) => All.Contains(word);

    /// <summary>A name as SQL takes it: bare where it can be.</summary>
    public static string Quoted(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !Has(name)
            ? name
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
