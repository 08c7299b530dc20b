namespace Everlatch.Schema.Lint.Reports;

/// <summary>Writes a report in lines for people.</summary>
public static class TextReport
{
    /// <summary>
    /// For each finding <c>file:line: rule (class): what was measured</c>, then the safe way; and what it came to.
    /// </summary>
    public static IEnumerable<string> Of(LintReport report)
    {
        foreach (var finding in report.Findings)
        {
            yield return $"{finding.File}:{finding.Line}: {finding.Rule} ({Word(finding)}): {finding.Measured}";
            yield return finding.Accepted is { } reason ? $"    accepted: {reason}" : $"    instead: {finding.SafeWay}";
        }

        var statements = report.Files.Sum(file => file.Statements.Count);
        var standing = report.Findings.Count(finding => finding.Stands);
        yield return report.Files.Count == 0
            ? $"{report.Engine}: nothing to try"
            : $"{report.Engine}: {Number(report.Files.Count, "file")}, {Number(statements, "statement")} tried; "
                + (standing == 0 ? "nothing stands in the way" : $"{Number(standing, "finding")} in the way");
    }

    private static string Word(LintFinding finding) => finding.Class.ToString().ToLowerInvariant();

    private static string Number(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";
}
