namespace Everlatch.Schema.Lint;

/// <summary>A migration that was tried.</summary>
/// <param name="File">The file, relative to the folder that holds <c>Migrations</c>.</param>
/// <param name="Release">The release that brings it.</param>
/// <param name="Statements">What each statement did, in order.</param>
public sealed record LintedFile(string File, string Release, IReadOnlyList<LintedStatement> Statements);
