using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Management;
using Everlatch.Edge.Regions;
using Everlatch.Hosting;
using Everlatch.Server.Keys;
using Microsoft.Extensions.Configuration;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch region</c>: what regions have to know of each other.</summary>
internal static class RegionCommand
{
    /// <summary>The verbs.</summary>
    public static Command Create() =>
        new("region", "What regions have to know of each other.") { Key(), MoveCommand.Create() };

    // Like `serve` it is told where the master key is by its environment.
    private static Command Key()
    {
        var command = new Command("key", "Print what this region's routing directory is signed with, for edges to believe.")
        {
            ConnectionOptions.Json,
        };
        command.SetAction(parsed =>
        {
            using var key = new FeedKey(MasterKeySource.Read(
                new ConfigurationBuilder().AddSettings(new Dictionary<string, string?>()).Build()));
            if (parsed.GetValue(ConnectionOptions.Json))
            {
                new Output(json: true).Item(new JsonObject { ["key"] = key.Public.ToString() });
            }
            else
            {
                Console.WriteLine(key.Public);
            }

            return ExitCode.Done;
        });
        return command;
    }
}
