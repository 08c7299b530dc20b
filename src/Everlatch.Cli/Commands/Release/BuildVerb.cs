using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema;
using Everlatch.Cli.Management;
using Everlatch.Release.Builds;
using Everlatch.Release.Builds.Making;

namespace Everlatch.Cli.Commands.Release;

/// <summary><c>everlatch release build</c>: makes a signed release folder out of a commit.</summary>
internal static class BuildVerb
{
    private static readonly Option<string> Source = new("--source")
    {
        Description = "A folder of the checkout.", DefaultValueFactory = _ => ".",
    };

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The folder to make; it must not exist, or be empty.", Required = true,
    };

    private static readonly Option<string> Key = new("--key")
    {
        Description = "File of the private key to sign with, as 'release key' makes it.", Required = true,
    };

    private static readonly Option<string?> Runtime = new("--runtime")
    {
        Description = "What it is to run on, such as linux-arm64; without it, this machine's kind.",
    };

    private static readonly Option<bool> AllowDirty = new("--allow-dirty")
    {
        Description = "Build what is not committed too, for trials; the manifest says so. Without it that is refused (exit 3).",
    };

    private static readonly Option<bool> NoReadyToRun = new("--no-ready-to-run")
    {
        Description = "Leave the code to be compiled while it runs: made sooner, slow to start, for trials.",
    };

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command(
            "build", "Make a release of the checkout's commit: a folder with runtime, manifest and signature. Takes minutes.")
        {
            Source, Out, Key, Runtime, AllowDirty, NoReadyToRun,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        using var key = SigningKey.Read(parsed.GetRequiredValue(Key));
        using var stop = new StopSignals();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, stop.Asked);
        var options = new BuildOptions
        {
            Source = parsed.GetRequiredValue(Source),
            Out = parsed.GetRequiredValue(Out),
            Runtime = parsed.GetValue(Runtime),
            AllowDirty = parsed.GetValue(AllowDirty),
            ReadyToRun = !parsed.GetValue(NoReadyToRun),
        };
        try
        {
            var began = TimeProvider.System.GetTimestamp();
            var built = await new BuildRelease(options, key, Tell).RunAsync(either.Token);
            Report(parsed, built, key.Id, TimeProvider.System.GetElapsedTime(began));
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            Tell("stopped; nothing was made");
            return ExitCode.Failed;
        }
    }

    private static void Tell(string step) => Console.Error.WriteLine($"everlatch: {step}");

    private static void Report(ParseResult parsed, ReleaseFolder built, string key, TimeSpan took)
    {
        if (parsed.GetValue(ConnectionOptions.Json))
        {
            var report = ReleaseReport.Of(built);
            report["key"] = key;
            report["took_ms"] = Math.Round(took.TotalMilliseconds);
            new Output(json: true).Item(report);
            return;
        }

        ReleaseReport.Write(built);
    }
}
