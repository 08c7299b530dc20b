namespace Everlatch.Schema;

/// <summary>Something that a person has to mend before the schema can be trusted: a file, a right, a database.</summary>
/// <param name="id">Stable id, such as <c>EL1801</c>, that docs/errors explains.</param>
/// <param name="message">What was expected and what was found. Never a secret.</param>
/// <param name="file">The file concerned, relative to the folder that holds the migrations.</param>
/// <param name="line">Its line, counted from 1.</param>
/// <param name="inner">What the engine said.</param>
public sealed class SchemaException(string id, string message, string? file = null, int? line = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Stable id of this kind of fault.</summary>
    public string Id => id;

    /// <summary>The file concerned; null where none is.</summary>
    public string? File => file;

    /// <summary>The line in it, counted from 1.</summary>
    public int? Line => line;

    /// <summary>Whether the caller named something that there is not, and nothing was begun: exit code 2.</summary>
    public bool IsWrongUsage { get; internal init; }

    /// <summary>One line for a terminal or a log: <c>file:line: EL1801: message</c>.</summary>
    public string Summary => $"{(file is null ? "" : line is null ? $"{file}: " : $"{file}:{line}: ")}{id}: {Message}";
}
