namespace Everlatch.Schema.Lint;

/// <summary>What one statement did to what was there before its release.</summary>
/// <param name="Line">The line that it begins on, counted from 1.</param>
/// <param name="Measured">Locks, rewrites, scans, writes and changes of the catalog, a line for each.</param>
public sealed record LintedStatement(int Line, IReadOnlyList<string> Measured);
