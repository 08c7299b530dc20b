namespace Everlatch.Schema.Catalogs.Sqlite;

/// <summary>A constraint as the text of a table of SQLite says it.</summary>
/// <param name="Promise">What it promises.</param>
/// <param name="Columns">The columns that it names, as written.</param>
internal sealed record SqliteClause(ConstraintKind Promise, IReadOnlyList<string> Columns)
{
    /// <summary>Its name; null when nobody gave it one.</summary>
    public string? Name { get; init; }

    /// <summary>The expression of a check.</summary>
    public IReadOnlyList<SqliteToken> Expression { get; init; } = [];

    /// <summary>What happens instead of a refusal, such as <c>replace</c>; null for the usual.</summary>
    public string? OnConflict { get; init; }

    /// <summary>Whether it is looked at when the transaction commits.</summary>
    public bool IsDeferred { get; init; }
}
