using System.CommandLine;
using Everlatch.Edge;
using Microsoft.Extensions.Hosting;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch edge</c>: the front door of a region, told by its environment alone.</summary>
internal static class EdgeCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("edge", "Run an edge, which ends TLS and forwards to identity servers. Settings as for serve.");
        command.SetAction(async (_, ct) => await RunAsync(ct));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var app = EdgeApp.Build(new EdgeStart());
        if (await Listen.StartAsync(app, ct))
        {
            await app.WaitForShutdownAsync(ct);
        }

        return ExitCode.Done;
    }
}
