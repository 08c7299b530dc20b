using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema;
using Everlatch.Schema.Contracts;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema contract</c>: makes what a build needs out of its migrations.</summary>
internal static class ContractVerb
{
    private static readonly Option<bool> Write = new("--write")
    {
        Description = "Write Contracts/ENGINE.contract below the folder of --from.",
    };

    private static readonly Option<string?> Release = new("--release")
    {
        Description = "Version of the build; without it, the one that the contract says already.",
    };

    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "contract",
        "Apply the build's migrations to an empty database beside the named one and compare what they make with the contract; "
            + "exit 3 when it is stale.",
        RunAsync,
        Write,
        Release);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var (folder, file) = (run.Value(SchemaTarget.From), $"Contracts/{run.Live.Engine}.contract");
        if (run.Value(Write) && folder is null)
        {
            throw new WrongUsageException("--write needs --from: a build's own files are embedded in it.");
        }

        // A contract that cannot be read, after a merge, must not keep it from being made again.
        var files = folder is null ? run.Source.Files : SchemaFiles.InFolder(folder);
        var source = new SchemaSource(run.Value(Release) ?? run.Source.Release, files);
        var text = MakeContract.TextOf(await MakeContract.RunAsync(source, run.Live, ct));
        var isStale = files.Find(file) != text;
        if (isStale && run.Value(Write))
        {
            var path = Path.Combine(folder!, file);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, ct);
        }

        Report(run, file, isStale);
        return isStale && !run.Value(Write) ? ExitCode.Refused : ExitCode.Done;
    }

    private static void Report(SchemaRun run, string file, bool isStale)
    {
        var state = !isStale ? "current" : run.Value(Write) ? "written" : "stale";
        if (run.Json)
        {
            run.Output.Item(new JsonObject { ["file"] = file, ["state"] = state });
        }
        else
        {
            Console.WriteLine($"{file} {state}");
        }
    }
}
