using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Release.Nodes.Api;
using Everlatch.Release.Pipeline;

namespace Everlatch.Cli.Commands.Release;

/// <summary><c>everlatch release status</c>: what every node says of its slots.</summary>
internal static class StatusVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "status", "Print what runs where, with which share of the traffic; exit 1 when a node does not answer.")
        {
            PolicyOptions.Policy,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var policy = PolicyOptions.PolicyOf(parsed);
        var nodes = await new ReleasePipeline(policy, new RegionDatabases(), TimeProvider.System).StatusAsync(ct);
        if (parsed.GetValue(ConnectionOptions.Json))
        {
            new Output(json: true).Item(new JsonObject
            {
                ["nodes"] = new JsonArray([.. nodes.Select(node => new JsonObject
                {
                    ["region"] = node.Region,
                    ["node"] = node.Node,
                    ["state"] = node.State is null
                        ? null
                        : JsonSerializer.SerializeToNode(node.State, NodeJson.Default.NodeDocument),
                    ["error"] = node.Trouble is { } e ? new JsonObject { ["id"] = e.Id, ["message"] = e.Message } : null,
                })]),
            });
        }
        else
        {
            var screen = new Screen();
            foreach (var node in nodes)
            {
                screen.Rows(
                    node.Region, node.State is { } state ? Lines(state) : [$"{node.Trouble!.Id}: {node.Trouble.Message}"]);
            }
        }

        return nodes.All(node => node.State is not null) ? ExitCode.Done : ExitCode.Failed;
    }

    private static IEnumerable<string> Lines(NodeDocument state)
    {
        foreach (var slot in state.Slots)
        {
            var ready = slot.Servers.Count(server => server.Ready);
            yield return $"{slot.Name,-9}{slot.Share,4} %  {slot.Release.Version} ({slot.Release.Digest[..12]}), "
                + $"{ready} of {slot.Servers.Count} ready{Role(state, slot)}";
        }

        if (state.Owner is { } owner)
        {
            yield return $"turn {state.Turn} has {owner}, to {state.Purpose}";
        }
    }

    private static string Role(NodeDocument state, SlotDocument slot) =>
        slot.Name == state.Live ? state.Lent ? ", live until another settles" : ", live"
        : slot.Name == state.Previous ? ", warm"
        : slot.Share > 0 ? ", lent"
        : "";
}
