using System.Text.Json;
using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Release.Pipeline.Reports;

namespace Everlatch.Cli.Commands.Release;

/// <summary>What a run came to, for people and for machines.</summary>
internal static class RunReports
{
    /// <summary>Writes it to standard output.</summary>
    public static void Write(RunReport report, bool json)
    {
        if (json)
        {
            new Output(json).Item(new JsonObject
            {
                ["release"] = report.Release,
                ["digest"] = report.Digest,
                ["regions"] = new JsonArray([.. report.Regions.Select(region => new JsonObject
                {
                    ["region"] = region.Region,
                    ["outcome"] = Word(region.Outcome),
                    ["steps"] = new JsonArray([.. region.Steps.Select(Of)]),
                })]),
            });
            return;
        }

        var screen = new Screen();
        foreach (var region in report.Regions)
        {
            screen.Row(region.Region, Line(report, region));
        }
    }

    /// <summary>A step's members.</summary>
    public static JsonObject Of(StepReport step) => new()
    {
        ["region"] = step.Region,
        ["step"] = step.Step,
        ["state"] = Word(step.State),
        ["said"] = step.Said,
        ["took_seconds"] = Math.Round(step.TookSeconds, 3),
        ["id"] = step.Id,
    };

    private static string Word(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string Line(RunReport report, RegionReport region) => region.Outcome switch
    {
        RegionOutcome.Settled => $"{report.Release} is live",
        RegionOutcome.NotBegun => "not begun",
        RegionOutcome.WentBack => "went back, since another region did",
        _ => $"{Word(region.Outcome)} at '{region.Steps[^1].Step}': {region.Steps[^1].Id}: {region.Steps[^1].Said}",
    };
}
