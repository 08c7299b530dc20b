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
        var source = new SchemaSource(run.Source.Release, files);
        var statements = StatementsOf(source, run.Live.Engine, file);
        var text = (await MakeManifest.RunAsync(source, run.Live, statements, ct)).Text;
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

    // This build is asked for its own. Those of another service are what its file says: no one else knows them.
    private static IReadOnlyList<SchemaStatement> StatementsOf(SchemaSource source, SchemaEngine engine, string file)
    {
        if (IsOwn(source, engine))
        {
            return StatementRegistry.Of(typeof(ManifestVerb).Assembly, engine);
        }

        return source.Files.Find(file) is null
            ? throw new SchemaException(
                "EL1855",
                "The folder holds the migrations of another service, and only its own build knows its statements: "
                    + "let a test of that build write this file with MakeManifest.",
                file)
            : [.. source.StatementsOf(engine).Statements.Select(statement => new SchemaStatement(statement.Name, statement.Sql))];
    }

    // Whoever has the first migration of this build has grown out of it.
    private static bool IsOwn(SchemaSource source, SchemaEngine engine) =>
        source.MigrationsOf(engine) is [var first, ..]
            && StorageSchema.Source.MigrationsOf(engine)[0] is var own
            && (first.Step, first.Sha256) == (own.Step, own.Sha256);

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
