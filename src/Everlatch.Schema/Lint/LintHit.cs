using Everlatch.Schema.Migrations;

namespace Everlatch.Schema.Lint;

/// <summary>Something that a rule found.</summary>
/// <param name="Statement">The statement that does it.</param>
/// <param name="Measured">What was measured, in one sentence.</param>
/// <param name="About">The object that it is about, by its kind and path in the catalog; null when it is about none.</param>
internal sealed record LintHit(SqlText Statement, string Measured, string? About = null);
