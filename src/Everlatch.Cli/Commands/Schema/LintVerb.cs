using System.CommandLine;
using System.Text.Json.Nodes;
using Everlatch.Cli.Commands.Schema.Shadows;
using Everlatch.Schema;
using Everlatch.Schema.Lint;
using Everlatch.Schema.Lint.Reports;
using Everlatch.Storage;

namespace Everlatch.Cli.Commands.Schema;

/// <summary>
/// <c>everlatch schema lint</c>: tries migrations on a shadow database and says which would block or break something.
/// </summary>
internal static class LintVerb
{
    private static readonly Option<bool> All = new("--all") { Description = "Also try the migrations of releases that are out." };

    private static readonly Option<string?> Sarif = new("--sarif")
    {
        Description = "File to write the findings to, as SARIF 2.1.0 for code-review tools.",
    };

    /// <summary>The verb.</summary>
    public static Command Create() => SchemaVerb.Create(
        "lint",
        "Try the migrations that the named database lacks on a shadow of it; without a database, "
            + "those of no release yet on a private one. Exit 3 when one blocks or breaks something.",
        RunAsync,
        All,
        Sarif);

    private static async Task<int> RunAsync(SchemaRun run, CancellationToken ct)
    {
        var reports = run.NamesDatabase ? [await OnTargetAsync(run, ct)] : await OnPrivateServersAsync(run, ct);
        if (run.Value(Sarif) is { } file)
        {
            var folder = run.Value(SchemaTarget.From) is { } from ? Path.GetRelativePath(Environment.CurrentDirectory, from) : "";
            var log = SarifReport.Of(reports, folder == "." ? "" : folder, StorageSchema.Source.Release);
            await File.WriteAllTextAsync(file, log.ToJsonString(), ct);
        }

        if (run.Json)
        {
            var document = run.NamesDatabase ? run.Target.Head() : [];
            document["reports"] = new JsonArray([.. reports.Select(report => (JsonNode)JsonReport.Of(report))]);
            run.Output.Item(document);
        }
        else
        {
            reports.SelectMany(TextReport.Of).ToList().ForEach(Console.Out.WriteLine);
        }

        return reports.Any(report => report.Refuses) ? ExitCode.Refused : ExitCode.Done;
    }

    private static Task<LintReport> OnTargetAsync(SchemaRun run, CancellationToken ct) => run.Value(All)
        ? LintMigrations.RunAsync(run.Source, run.Live, all: true, ct)
        : LintMigrations.PendingAsync(run.Source, run.Live, ct);

    // Each engine that the build has migrations for. A server is started only when there is something to try.
    private static async Task<IReadOnlyList<LintReport>> OnPrivateServersAsync(SchemaRun run, CancellationToken ct)
    {
        var reports = new List<LintReport>();
        foreach (var engine in SchemaEngine.All)
        {
            var source = StorageSchema.SourceOf(run.Value(SchemaTarget.From), engine);
            if (source.Files.In($"Migrations/{engine}").Any())
            {
                reports.Add(LintMigrations.IsEmpty(source, engine, run.Value(All))
                    ? new LintReport(engine.Name, [], [])
                    : await OnPrivateServerAsync(source, engine, run.Value(All), ct));
            }
        }

        return reports.Count > 0 ? reports : throw new SchemaException("EL1801", "There is no file below Migrations/.");
    }

    private static async Task<LintReport> OnPrivateServerAsync(
        SchemaSource source, SchemaEngine engine, bool all, CancellationToken ct)
    {
        await using var server = engine == SchemaEngine.Postgres
            ? await PrivateServer.StartPostgresAsync(ct)
            : PrivateServer.InFolder();
        return await LintMigrations.RunAsync(source, server.Database, all, ct);
    }
}
