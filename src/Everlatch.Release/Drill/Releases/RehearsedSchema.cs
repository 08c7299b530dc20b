using System.Globalization;
using Everlatch.Schema;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Statements;
using Everlatch.Storage;

namespace Everlatch.Release.Drill.Releases;

/// <summary>
/// The schema of a release that has one migration more than this build. PostgreSQL's alone: that is what a drill runs on.
/// </summary>
internal sealed class RehearsedSchema(
    SchemaDatabase server, string version, Rehearsal asked, IReadOnlyList<SchemaStatement> statements)
{
    private static readonly SchemaEngine Engine = SchemaEngine.Postgres;

    /// <summary>The version of the next minor release: <c>0.3.0</c> after <c>0.2.1</c>.</summary>
    public static string VersionAfter(string version)
    {
        var parts = version.Split('-')[0].Split('.');
        return string.Create(
            CultureInfo.InvariantCulture, $"{parts[0]}.{int.Parse(parts[1], CultureInfo.InvariantCulture) + 1}.0");
    }

    /// <summary>The name of the migration that it has more.</summary>
    public static string StepName => $"{Number:0000}_rehearsal.expand";

    /// <summary>Writes the schema of this very build.</summary>
    public static async Task Same(string folder, CancellationToken ct)
    {
        var files = StorageSchema.Source.Files;
        foreach (var path in files.Paths.Where(IsOfEngine))
        {
            await WriteAsync(folder, path, files.Find(path)!, ct);
        }
    }

    /// <summary>Writes that of the next release, whose predecessor is this build.</summary>
    public async Task WriteAsync(string folder, CancellationToken ct)
    {
        await Same(folder, ct);
        foreach (var kept in (string[])[$"{Engine}.contract", $"{Engine}.statements"])
        {
            var text = StorageSchema.Source.Files.Find($"Contracts/{kept}")!;
            await WriteAsync(folder, $"Released/{StorageSchema.Source.Release}/{kept}", text, ct);
        }

        await WriteAsync(
            folder,
            $"Migrations/{Engine}/{StepName}.sql",
            $"-- Here to be missing.\nalter table {asked.Table} add column {asked.Column} bigint;\n",
            ct);
        var contract = await MakeContract.RunAsync(Read(folder), server, ct);
        await WriteAsync(folder, $"Contracts/{Engine}.contract", MakeContract.TextOf(contract), ct);
        SchemaStatement[] all = [.. statements.Select(statement => statement with { Sql = asked.Ask(statement.Sql) })];
        var manifest = await MakeManifest.RunAsync(Read(folder), server, all, ct);
        await WriteAsync(folder, $"Contracts/{Engine}.statements", manifest.Text, ct);
    }

    private static int Number => StorageSchema.Source.MigrationsOf(Engine)[^1].Number + 1;

    private static bool IsOfEngine(string path) =>
        path.Contains($"/{Engine}/", StringComparison.Ordinal)
        || Path.GetFileName(path).StartsWith($"{Engine}.", StringComparison.Ordinal);

    private SchemaSource Read(string folder) => new(version, SchemaFiles.InFolder(folder));

    private static async Task WriteAsync(string folder, string path, string text, CancellationToken ct)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text, ct);
    }
}
