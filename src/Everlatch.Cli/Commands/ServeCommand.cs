using System.CommandLine;
using Everlatch.Server;
using Microsoft.Extensions.Hosting;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch serve</c>: one identity server in production, told by its environment alone.</summary>
internal static class ServeCommand
{
    /// <summary>The verb. It takes no options, so that no secret can stand in one.</summary>
    public static Command Create()
    {
        var command = new Command("serve", "Run an identity server. Settings come from the environment and from secret files.");
        command.SetAction(async (_, ct) => await RunAsync(ct));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var app = ServerApp.Build(new ServerStart());
        if (await Listen.StartAsync(app, ct))
        {
            await app.WaitForShutdownAsync(ct);
        }

        return ExitCode.Done;
    }
}
