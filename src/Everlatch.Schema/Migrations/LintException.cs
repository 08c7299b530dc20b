namespace Everlatch.Schema.Migrations;

/// <summary>A finding of the lint that a file accepts, with the reason.</summary>
/// <param name="Rule">The rule's name, such as <c>index-not-concurrent</c>.</param>
/// <param name="Reason">Why it does no harm here.</param>
/// <param name="Line">The line of the file that says so.</param>
public sealed record LintException(string Rule, string Reason, int Line);
