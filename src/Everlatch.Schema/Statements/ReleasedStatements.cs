namespace Everlatch.Schema.Statements;

/// <summary>The manifest of a release that is kept.</summary>
/// <param name="Release">Its version.</param>
/// <param name="Manifest">What it can send.</param>
public sealed record ReleasedStatements(string Release, StatementManifest Manifest);
