namespace Everlatch.Schema.Migrations;

/// <summary>Follows one statement, token for token, and knows which semicolon ends it.</summary>
internal abstract class SqlStatementEnd
{
    /// <summary>What is open and not closed yet, for a message; null when the statement may end here.</summary>
    public abstract string? Open { get; }

    /// <summary>Takes the next word, in lower case, or mark; anything quoted is an empty text.</summary>
    /// <returns>Whether it is a semicolon that ends the statement.</returns>
    public abstract bool Takes(string token);
}
