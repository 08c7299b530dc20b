namespace Everlatch.Schema.Statements;

/// <summary>What a statement has to do with a table, as the engine says.</summary>
/// <param name="Name">The table or view.</param>
public sealed record StatementTable(string Name)
{
    /// <summary>The columns that it names, whatever for.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The columns that its INSERT gives; null when it inserts nothing here. The others get their defaults.</summary>
    public IReadOnlyList<string>? Inserts { get; init; }

    /// <summary>The columns that it sets in rows that are there; null when it sets none.</summary>
    public IReadOnlyList<string>? Updates { get; init; }

    /// <summary>Whether it deletes rows.</summary>
    public bool Deletes { get; init; }

    /// <summary>Whether it gives a column of this name a value.</summary>
    public bool Writes(string column) => Inserts?.Contains(column) == true || Updates?.Contains(column) == true;
}
