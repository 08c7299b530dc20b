using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Schema;
using Everlatch.Schema.Statements;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Schema;

/// <summary><c>everlatch schema manifest</c>: has an engine say of every statement of this build what it does.</summary>
internal static class ManifestVerb
{
    private static readonly Option<bool> Write = new("--write")
    {
        Description = "Write Contracts/ENGINE.statements below the folder of --from.",
    };

    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "manifest",
        "Have an empty database beside the named one, migrated, tell of every statement of this build what it reads and writes, "
            + "and compare that with the manifest; exit 3 when it is stale.",
        RunAsync,
        Write);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var (folder, file) = (run.Value(SchemaTarget.From), $"Contracts/{run.Live.Engine}.statements");
        if (run.Value(Write) && folder is null)
        {
            throw new WrongUsageException("--write needs --from: a build's own files are embedded in it.");
        }

        var files = folder is null ? run.Source.Files : SchemaFiles.InFolder(folder);
        var statements = StatementRegistry.Of(typeof(ManifestVerb).Assembly, run.Live.Engine);
        var text = (await MakeManifest.RunAsync(new SchemaSource(run.Source.Release, files), run.Live, statements, ct)).Text;
        var isStale = files.Find(file) != text;
        if (isStale && run.Value(Write))
        {
            var path = Path.Combine(folder!, file);
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, text, ct);
        }

        Report(run, file, statements.Count, isStale);
        return isStale && !run.Value(Write) ? ExitCode.Refused : ExitCode.Done;
    }

    private static void Report(SchemaRun run, string file, int statements, bool isStale)
    {
        var state = !isStale ? "current" : run.Value(Write) ? "written" : "stale";
        if (run.Json)
        {
            run.Output.Item(new JsonObject { ["file"] = file, ["statements"] = statements, ["state"] = state });
        }
        else
        {
            Console.WriteLine($"{file} {state}, {statements} statements");
        }
    }
}
