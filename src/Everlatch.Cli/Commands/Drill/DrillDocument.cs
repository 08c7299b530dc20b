using System.Text.Json;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;
using Everlatch.Release.Drill;

namespace Everlatch.Cli.Commands.Drill;

/// <summary>A drill for machines: one JSON document.</summary>
internal static class DrillDocument
{
    /// <summary>Writes it to standard output.</summary>
    public static void Write(DrillReport report) => new Output(json: true).Item(new JsonObject
    {
        ["gates"] = report.Plan.Gates ? "on" : "off",
        ["met"] = report.IsMet,
        ["releases"] = new JsonObject { ["current"] = report.Current, ["next"] = report.Next },
        ["begun_at"] = report.Begun,
        ["ended_at"] = report.Ended,
        ["traffic"] = new JsonArray([.. report.Regions.Select(region => Traffic(report, region))]),
        ["timeline"] = new JsonArray([.. report.Moments.Select(moment => new JsonObject
        {
            ["at"] = moment.At,
            ["region"] = moment.Region,
            ["mark"] = Word(moment.Mark),
            ["said"] = moment.Said,
        })]),
        ["that_day"] = new JsonArray([.. IncidentDay.Moments.Select(moment => new JsonObject
        {
            ["minute"] = moment.Minute,
            ["clock"] = moment.Clock,
            ["region"] = moment.Region,
            ["mark"] = Word(moment.Mark),
            ["said"] = moment.Said,
        })]),
        ["goals"] = new JsonArray([.. report.Goals.Select(goal => new JsonObject
        {
            ["measure"] = goal.Measure,
            ["that_day"] = goal.ThatDay,
            ["goal"] = goal.Goal,
            ["measured"] = goal.Measured,
            ["met"] = goal.IsMet,
        })]),
    });

    private static JsonObject Traffic(DrillReport report, string region)
    {
        var requests = report.Requests.Where(request => request.Region == region).ToArray();
        return new JsonObject
        {
            ["region"] = region,
            ["requests"] = requests.Length,
            ["failed"] = requests.Count(request => request.Failure is not null),
            ["blamed_the_caller"] = requests.Count(request => request.IsBlame),
            ["failures"] = new JsonArray([.. requests.Where(request => request.Failure is not null)
                .GroupBy(request => request.Failure!).Select(same => new JsonObject
                {
                    ["said"] = same.Key,
                    ["status"] = same.First().Status,
                    ["count"] = same.Count(),
                })]),
        };
    }

    private static string Word(DrillMark mark) => JsonNamingPolicy.SnakeCaseLower.ConvertName(mark.ToString());
}
