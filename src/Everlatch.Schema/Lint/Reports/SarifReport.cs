using System.Text.Json.Nodes;

namespace Everlatch.Schema.Lint.Reports;

/// <summary>Writes a report as SARIF 2.1.0, which code-review tools show beside the lines that it speaks of.</summary>
public static class SarifReport
{
    private const string SchemaAddress = "https://json.schemastore.org/sarif-2.1.0.json";

    /// <summary>The log: one run, a rule for each that found something, a result for each finding.</summary>
    /// <param name="reports">What was found, an engine each.</param>
    /// <param name="folder">
    /// The folder that holds <c>Migrations</c>, relative to the root of the checkout, so that tools find the files; empty when it
    /// is the root.
    /// </param>
    /// <param name="version">Version of the tool.</param>
    public static JsonObject Of(IEnumerable<LintReport> reports, string folder, string version)
    {
        var findings = reports.SelectMany(report => report.Findings).ToList();
        var rules = findings.Select(finding => finding.Rule).Distinct().Order(StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["$schema"] = SchemaAddress,
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject
                {
                    ["driver"] = new JsonObject
                    {
                        ["name"] = "everlatch schema lint",
                        ["version"] = version,
                        ["rules"] = new JsonArray(
                            [.. rules.Select(rule => (JsonNode)Rule(findings.First(finding => finding.Rule == rule)))]),
                    },
                },
                ["results"] = new JsonArray(
                    [.. findings.Select(finding => (JsonNode)Result(finding, rules.IndexOf(finding.Rule), folder))]),
            }),
        };
    }

    private static JsonObject Rule(LintFinding finding) => new JsonObject
    {
        ["id"] = finding.Rule,
        ["shortDescription"] = Text(finding.Class switch
        {
            LintClass.Blocks => "A lock that stops reads or writes for as long as a table is large.",
            LintClass.Breaks => "The release before would fail.",
            _ => "It works, and something else works better.",
        }),
        ["help"] = Text(finding.SafeWay),
        ["defaultConfiguration"] = new JsonObject { ["level"] = Level(finding) },
        ["properties"] = new JsonObject { ["tags"] = new JsonArray(finding.Class.ToString().ToLowerInvariant()) },
    };

    private static JsonObject Result(LintFinding finding, int rule, string folder)
    {
        var result = new JsonObject
        {
            ["ruleId"] = finding.Rule,
            ["ruleIndex"] = rule,
            ["level"] = Level(finding),
            ["message"] = Text($"{finding.Measured} {finding.SafeWay}"),
            ["locations"] = new JsonArray(new JsonObject
            {
                ["physicalLocation"] = new JsonObject
                {
                    ["artifactLocation"] = new JsonObject { ["uri"] = Address(folder, finding.File) },
                    ["region"] = new JsonObject { ["startLine"] = finding.Line },
                },
            }),
        };
        if (finding.Accepted is { } reason)
        {
            result["suppressions"] = new JsonArray(new JsonObject { ["kind"] = "inSource", ["justification"] = reason });
        }

        return result;
    }

    private static string Level(LintFinding finding) => finding.Refuses ? "error" : "warning";

    private static JsonObject Text(string text) => new() { ["text"] = text };

    // A relative address: forward slashes, each part escaped.
    private static string Address(string folder, string file) =>
        string.Join('/', $"{folder.Replace('\\', '/').Trim('/')}/{file}".Trim('/').Split('/').Select(Uri.EscapeDataString));
}
