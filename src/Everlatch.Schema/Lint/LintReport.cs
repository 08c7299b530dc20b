namespace Everlatch.Schema.Lint;

/// <summary>What the experiments on some migrations showed.</summary>
/// <param name="Engine">The engine that they ran on: <c>postgres</c> or <c>sqlite</c>.</param>
/// <param name="Files">What each file did, in order.</param>
/// <param name="Findings">What was found, by file and line.</param>
public sealed record LintReport(string Engine, IReadOnlyList<LintedFile> Files, IReadOnlyList<LintFinding> Findings)
{
    /// <summary>Whether a finding stands that must not be released.</summary>
    public bool Refuses => Findings.Any(finding => finding.Stands);
}
