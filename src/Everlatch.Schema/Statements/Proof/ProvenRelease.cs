namespace Everlatch.Schema.Statements.Proof;

/// <summary>A release whose statements were tried.</summary>
/// <param name="Release">Its version.</param>
/// <param name="Statements">How many of them.</param>
public sealed record ProvenRelease(string Release, int Statements);
