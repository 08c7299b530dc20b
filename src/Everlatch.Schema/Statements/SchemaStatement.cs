namespace Everlatch.Schema.Statements;

/// <summary>A statement that a build can send.</summary>
/// <param name="Name">What messages call it, such as <c>users.rename</c>; no two of a build share one.</param>
/// <param name="Sql">Its text for one engine, parameters written <c>@name</c>.</param>
public sealed record SchemaStatement(string Name, string Sql);
