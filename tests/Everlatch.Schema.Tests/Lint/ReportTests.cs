using System.Text.Json.Nodes;
using Everlatch.Schema.Lint;
using Everlatch.Schema.Lint.Reports;

namespace Everlatch.Schema.Tests.Lint;

/// <summary>What tools and people are told.</summary>
public sealed class ReportTests
{
    private static readonly LintReport Report = new(
        "postgres",
        [new LintedFile("Migrations/postgres/0002_a b.expand.sql", "1.1.0", [new LintedStatement(3, ["locks: Share on users"])])],
        [
            Finding("index-not-concurrent", LintClass.Blocks, 3, null),
            Finding("column-dropped", LintClass.Breaks, 5, "nobody reads it"),
            Finding("narrow-integer", LintClass.Style, 7, null),
        ]);

    // Of the specification's schema: what must be there, and of which type.
    [Fact]
    public void The_SARIF_log_has_what_its_specification_requires()
    {
        var log = SarifReport.Of([Report], "src/My.Service", "1.1.0");

        Assert.Equal("2.1.0", (string?)log["version"]);
        Assert.StartsWith("https://", (string?)log["$schema"], StringComparison.Ordinal);
        var run = Assert.Single(log["runs"]!.AsArray())!;
        var driver = run["tool"]!["driver"]!;
        Assert.NotEmpty((string)driver["name"]!);
        var rules = driver["rules"]!.AsArray();
        Assert.All(rules, rule => Assert.NotEmpty((string)rule!["id"]!));
        Assert.All(rules, rule => Assert.NotEmpty((string)rule!["shortDescription"]!["text"]!));
        Assert.Equal(rules.Count, rules.Select(rule => (string)rule!["id"]!).Distinct().Count());
        Assert.All(run["results"]!.AsArray(), result =>
        {
            Assert.NotEmpty((string)result!["message"]!["text"]!);
            Assert.Contains((string)result["level"]!, (string[])["error", "warning", "note", "none"]);
            Assert.Equal((string)result["ruleId"]!, (string)rules[(int)result["ruleIndex"]!]!["id"]!);
            var place = Assert.Single(result["locations"]!.AsArray())!["physicalLocation"]!;
            Assert.True((int)place["region"]!["startLine"]! >= 1);
            Assert.True(Uri.IsWellFormedUriString((string)place["artifactLocation"]!["uri"]!, UriKind.Relative));
        });
    }

    [Fact]
    public void The_SARIF_log_finds_the_file_and_tells_what_is_accepted()
    {
        var results = Results(SarifReport.Of([Report], "src/My.Service", "1.1.0"));

        Assert.Equal("src/My.Service/Migrations/postgres/0002_a%20b.expand.sql",
            (string?)results[0]!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]);
        Assert.Equal(["error", "error", "warning"], results.Select(result => (string?)result!["level"]));
        Assert.Null(results[0]!["suppressions"]);
        Assert.Equal("nobody reads it", (string?)results[1]!["suppressions"]![0]!["justification"]);
        Assert.Equal("inSource", (string?)results[1]!["suppressions"]![0]!["kind"]);
    }

    [Fact]
    public void The_JSON_report_holds_findings_and_everything_measured()
    {
        var json = JsonReport.Of(Report);

        Assert.True((bool)json["refused"]!);
        Assert.Equal("locks: Share on users", (string?)json["files"]![0]!["statements"]![0]!["measured"]![0]);
        Assert.Equal("index-not-concurrent", (string?)json["findings"]![0]!["rule"]);
        Assert.Null(json["findings"]![0]!["accepted"]);
        Assert.Equal("nobody reads it", (string?)json["findings"]![1]!["accepted"]);
    }

    [Fact]
    public void A_person_reads_file_line_rule_what_was_measured_and_the_safe_way() =>
        Assert.Equal(
            [
                "Migrations/postgres/0002_a b.expand.sql:3: index-not-concurrent (blocks): Measured.",
                "    instead: Otherwise.",
                "Migrations/postgres/0002_a b.expand.sql:5: column-dropped (breaks): Measured.",
                "    accepted: nobody reads it",
                "Migrations/postgres/0002_a b.expand.sql:7: narrow-integer (style): Measured.",
                "    instead: Otherwise.",
                "postgres: 1 file, 1 statement tried; 1 finding in the way",
            ],
            TextReport.Of(Report));

    [Fact]
    public void Only_what_stands_refuses()
    {
        Assert.True(Report.Refuses);
        Assert.False((Report with { Findings = [.. Report.Findings.Skip(1)] }).Refuses);
    }

    private static JsonArray Results(JsonObject log) => log["runs"]![0]!["results"]!.AsArray();

    private static LintFinding Finding(string rule, LintClass of, int line, string? accepted) => new()
    {
        Rule = rule,
        Class = of,
        File = "Migrations/postgres/0002_a b.expand.sql",
        Line = line,
        Measured = "Measured.",
        SafeWay = "Otherwise.",
        Refuses = of != LintClass.Style,
        Accepted = accepted,
    };
}
