namespace Everlatch.Schema.Lint;

/// <summary>What a finding is about.</summary>
public enum LintClass
{
    /// <summary>A lock that stops reads or writes for as long as a table is large.</summary>
    Blocks,

    /// <summary>The release before would fail.</summary>
    Breaks,

    /// <summary>It works, and something else works better.</summary>
    Style,
}
