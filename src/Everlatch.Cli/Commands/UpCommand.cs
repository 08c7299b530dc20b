using System.CommandLine;
using Everlatch.Cli.Up;

namespace Everlatch.Cli.Commands;

/// <summary><c>everlatch up</c>: all of it on one machine.</summary>
internal static class UpCommand
{
    private const int DefaultPort = 8080;

    private static readonly Option<string> Data = new("--data")
    {
        Description = "Folder of the data.", DefaultValueFactory = _ => "data",
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "Port on loopback.", DefaultValueFactory = _ => DefaultPort,
    };

    private static readonly Option<string?> Postgres = new("--postgres")
    {
        Description = "PostgreSQL instead of the embedded SQLite. One with a password goes into EVERLATCH__STORAGE__POSTGRES.",
    };

    private static readonly Option<string?> Regions = new("--regions") { Description = "Regions, separated by commas." };
    private static readonly Option<bool> NoDemo = new("--no-demo") { Description = "Without demo data and demo application." };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("up", "Run everything on this machine.") { Data, Port, Postgres, Regions, NoDemo };
        command.SetAction(async (parsed, ct) => await RunAsync(Read(parsed), ct));
        return command;
    }

    private static Task<int> RunAsync(UpSettings up, CancellationToken ct) =>
        up.Regions.Length > 1 ? RegionsRun.RunAsync(up, ct) : UpRun.RunAsync(up, ct);

    private static UpSettings Read(ParseResult parsed) => UpSettings.Check(
        parsed.GetRequiredValue(Data),
        parsed.GetRequiredValue(Port),
        parsed.GetValue(Postgres),
        parsed.GetValue(Regions),
        parsed.GetValue(NoDemo));
}
