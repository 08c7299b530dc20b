namespace Everlatch.Schema.Statements;

/// <summary>A parameter of a statement.</summary>
/// <param name="Name">Its name, without the sign before it.</param>
/// <param name="Type">The type that the engine takes it to be of; empty on an engine whose parameters have none.</param>
public sealed record StatementParameter(string Name, string Type);
