using System.Text.Json.Nodes;

namespace Everlatch.Schema.Lint.Reports;

/// <summary>Writes a report as one JSON document.</summary>
public static class JsonReport
{
    /// <summary><c>{"engine", "refused", "files": [{"file", "release", "statements": […]}], "findings": […]}</c>.</summary>
    public static JsonObject Of(LintReport report) => new()
    {
        ["engine"] = report.Engine,
        ["refused"] = report.Refuses,
        ["files"] = new JsonArray([.. report.Files.Select(file => (JsonNode)File(file))]),
        ["findings"] = new JsonArray([.. report.Findings.Select(finding => (JsonNode)Finding(finding))]),
    };

    private static JsonObject File(LintedFile file) => new JsonObject
    {
        ["file"] = file.File,
        ["release"] = file.Release,
        ["statements"] = new JsonArray([.. file.Statements.Select(statement => (JsonNode)Statement(statement))]),
    };

    private static JsonObject Statement(LintedStatement statement) => new JsonObject
    {
        ["line"] = statement.Line,
        ["measured"] = new JsonArray([.. statement.Measured.Select(line => (JsonNode)line)]),
    };

    private static JsonObject Finding(LintFinding finding) => new JsonObject
    {
        ["file"] = finding.File,
        ["line"] = finding.Line,
        ["rule"] = finding.Rule,
        ["class"] = finding.Class.ToString().ToLowerInvariant(),
        ["measured"] = finding.Measured,
        ["safe_way"] = finding.SafeWay,
        ["refuses"] = finding.Refuses,
        ["accepted"] = finding.Accepted,
    };
}
