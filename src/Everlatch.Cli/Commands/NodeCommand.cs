using System.CommandLine;
using Everlatch.Cli.Canary;
using Everlatch.Release.Canary;
using Everlatch.Release.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch node</c>: runs the slots of a machine, told by its environment and by controllers.</summary>
internal static class NodeCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "node", "Run a node, which starts the servers of releases and leads an edge's traffic. Settings as for serve.");
        command.SetAction(async (_, ct) => await RunAsync(ct));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var app = NodeApp.Build(
            new Dictionary<string, string?>(), services => services.AddSingleton<ICanaryProbes, CanaryProbes>());
        if (await Listen.StartAsync(app, ct))
        {
            await app.WaitForShutdownAsync(ct);
        }

        return ExitCode.Done;
    }
}
