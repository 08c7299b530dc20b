using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Release.Pipeline;
using Everlatch.Release.Pipeline.Policies;
using Everlatch.Release.Rollback;

namespace Everlatch.Cli.Commands.Release;

/// <summary><c>everlatch release rollback</c>: gives the traffic back to the release before, at once.</summary>
internal static class RollbackVerb
{
    private static readonly string[] Skipped = ["build", "lint", "prove", "migrate", "verify schema", "start", "canary"];

    private static readonly Option<string[]> Region = new("--region")
    {
        Description = "A region; may be given several times. Without it, all of the policy.", DefaultValueFactory = _ => [],
    };

    private static readonly Option<string> Because = new("--because")
    {
        Description = "Why: it stays in the nodes' journals.", DefaultValueFactory = _ => "somebody asked for it",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "rollback",
            "Give the traffic back to the release before, in all regions at once, whoever deploys meanwhile; exit 3 when one has "
                + "nothing to go back to.")
        {
            PolicyOptions.Policy, Region, Because,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var policy = PolicyOptions.PolicyOf(parsed);
        var regions = RegionsOf(parsed, policy);
        var returns = await new ReleasePipeline(policy, new RegionDatabases(), TimeProvider.System)
            .GoBackAsync(regions, PolicyOptions.Owner, parsed.GetRequiredValue(Because), ct);
        if (parsed.GetValue(ConnectionOptions.Json))
        {
            new Output(json: true).Item(new JsonObject
            {
                ["nodes"] = new JsonArray([.. returns.Select(Item)]),
                ["skipped"] = new JsonArray([.. Skipped.Select(step => (JsonNode)step)]),
            });
        }
        else
        {
            Write(returns);
        }

        return returns.All(each => each.Live is not null) ? ExitCode.Done
            : returns.Any(each => each.Id is "EL2046" or "EL2045") ? ExitCode.Refused
            : ExitCode.Failed;
    }

    private static string[]? RegionsOf(ParseResult parsed, ReleasePolicy policy)
    {
        var regions = parsed.GetRequiredValue(Region);
        return regions.Except(policy.Regions.Keys).FirstOrDefault() is { } unknown
            ? throw new WrongUsageException($"'{unknown}' is no region of the policy.")
            : regions.Length > 0 ? regions : null;
    }

    private static JsonObject Item(NodeReturn node) => new()
    {
        ["region"] = node.Region,
        ["node"] = node.Node,
        ["live"] = node.Live,
        ["from"] = node.From,
        ["took_seconds"] = Math.Round(node.TookSeconds, 4),
        ["error"] = node.Id is null ? null : new JsonObject { ["id"] = node.Id, ["message"] = node.Because },
    };

    private static void Write(IReadOnlyList<NodeReturn> returns)
    {
        var screen = new Screen();
        foreach (var node in returns)
        {
            screen.Row(node.Region, string.Create(CultureInfo.InvariantCulture, $"{Said(node)} ({node.TookSeconds:0.000} s)"));
        }

        screen.Row("skipped", $"{string.Join(", ", Skipped)}: the release before is warm, and its schema is still there");
    }

    private static string Said(NodeReturn node) => node.Live is { } live
        ? $"{live} has the traffic{(node.From is { } from && from != live ? $", {from} none" : "")}"
        : $"{node.Id}: {node.Because}";
}
