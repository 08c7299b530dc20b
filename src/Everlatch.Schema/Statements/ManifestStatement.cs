namespace Everlatch.Schema.Statements;

/// <summary>A statement of a build with what the engine says of it.</summary>
public sealed record ManifestStatement
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its text, parameters written <c>@name</c>.</summary>
    public required string Sql { get; init; }

    /// <summary>Its parameters, in the order in which they first appear.</summary>
    public IReadOnlyList<StatementParameter> Parameters { get; init; } = [];

    /// <summary>The tables that it has to do with, by name.</summary>
    public IReadOnlyList<StatementTable> Tables { get; init; } = [];

    /// <summary>Why the engine cannot prepare it, so that it was tried out instead; null for all others.</summary>
    public string? Unprepared { get; init; }

    /// <summary>What it has to do with a table; null when nothing.</summary>
    public StatementTable? Table(string name) => Tables.FirstOrDefault(table => table.Name == name);
}
