namespace Everlatch.Schema.Migrations;

/// <summary>The tokens of a statement that say something, in lower case: no spaces and no comments.</summary>
internal static class SqlWords
{
    /// <summary>All of them in order.</summary>
    /// <exception cref="SchemaException">A quote or a comment does not end, or something stands there that is no SQL.</exception>
    public static IEnumerable<string> Of(SqlText statement, string file, SchemaEngine engine) =>
        new SqlTokens(statement.Sql, file, engine.Sql).All()
            .Where(token => !token.IsBlank)
            .Select(token => statement.Sql[token.Start..token.End].ToLowerInvariant());
}
