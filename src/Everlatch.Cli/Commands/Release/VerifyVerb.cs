using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Release.Builds;

namespace Everlatch.Cli.Commands.Release;

/// <summary><c>everlatch release verify</c>: whether a folder is what somebody trusted signed.</summary>
internal static class VerifyVerb
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Check a release's signature and every byte of it; exit 3 when it is refused.")
        {
            PolicyOptions.Folder, PolicyOptions.PublicKey,
        };
        command.SetAction(RunAsync);
        return command;
    }

    /// <summary>Checks the folder that a command line names, and says what is wrong with it.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        var (path, json) = (parsed.GetRequiredValue(PolicyOptions.Folder), parsed.GetValue(ConnectionOptions.Json));
        var outcome = await PolicyOptions.OpenAsync(parsed, ct);
        if (outcome is not OpenOutcome.Refused refused)
        {
            Tell(((OpenOutcome.Good)outcome).Folder, json);
            return ExitCode.Done;
        }

        if (json)
        {
            new Output(json).Item(new JsonObject
            {
                ["path"] = path, ["verdict"] = "refused", ["faults"] = new JsonArray([.. refused.Faults.Select(Fault)]),
            });
        }
        else
        {
            Tell(path, refused);
        }

        return ExitCode.Refused;
    }

    private static void Tell(ReleaseFolder release, bool json)
    {
        if (json)
        {
            var report = ReleaseReport.Of(release);
            report.Insert(1, "verdict", "good");
            new Output(json).Item(report);
            return;
        }

        new Screen().Row("verdict", "[green]good[/]", markup: true);
        ReleaseReport.Write(release);
    }

    private static void Tell(string path, OpenOutcome.Refused refused)
    {
        var screen = new Screen();
        screen.Row("verdict", "[red]refused[/]", markup: true);
        screen.Row("folder", path);
        screen.Rows("because", refused.Faults.Select(fault => fault.ToString()));
    }

    private static JsonObject Fault(ReleaseFault fault) => new()
    {
        ["id"] = fault.Id,
        ["message"] = fault.Message,
        ["file"] = fault.File,
        ["expected"] = fault.Expected,
        ["found"] = fault.Found,
    };
}
