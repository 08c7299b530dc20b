using System.Collections.Concurrent;
using Everlatch.Release.Builds.Reading;
using Everlatch.Schema;
using Everlatch.Schema.Contracts;

namespace Everlatch.Release.Builds.Making;

/// <summary>Writes down what was built.</summary>
internal static class MakeManifest
{
    /// <summary>The manifest of a folder.</summary>
    /// <exception cref="SchemaException">A contract or a manifest of statements is missing or of another build.</exception>
    public static async Task<ReleaseManifest> RunAsync(
        string folder, SchemaSource source, ReleaseOrigin origin, CancellationToken ct) => new()
        {
            Format = ReleaseManifest.CurrentFormat,
            Project = ReleaseManifest.OwnProject,
            Version = source.Release,
            Commit = origin.Checkout.Commit,
            Tree = origin.Checkout.Tree,
            Dirty = origin.Checkout.Dirty,
            Runtime = origin.Runtime,
            Sdk = origin.Sdk,
            ReadyToRun = origin.ReadyToRun,
            SharesSchemaWith = new SharedSchema(
                ServedReleases.Oldest(source, contracted: false), ServedReleases.Oldest(source, contracted: true)),
            Schema =
            [
                .. SchemaEngine.All.Where(engine => source.Files.In($"Migrations/{engine}").Any())
                    .Select(engine => SchemaOf(source, engine)).OrderBy(schema => schema.Engine, StringComparer.Ordinal),
            ],
            Configuration = ConfigurationKeys.Of(folder),
            Files = await FilesAsync(folder, ct),
        };

    private static ReleaseSchema SchemaOf(SchemaSource source, SchemaEngine engine) => new(
        engine.Name,
        source.CheckedContractOf(engine).Digest,
        $"{ReleaseManifest.SchemaFolder}/Contracts/{engine}.contract",
        $"{ReleaseManifest.SchemaFolder}/Contracts/{engine}.statements",
        source.StatementsOf(engine).Statements.Count,
        [
            .. source.MigrationsOf(engine).Select(migration => new ReleaseMigration(
                migration.Number, migration.Name, migration.Phase.ToString().ToLowerInvariant(), migration.Sha256)),
        ]);

    private static async Task<IReadOnlyList<ReleaseFile>> FilesAsync(string folder, CancellationToken ct)
    {
        var files = new ConcurrentBag<ReleaseFile>();
        await Parallel.ForEachAsync(FolderEntries.Of(folder), ct, (found, _) =>
        {
            files.Add(new ReleaseFile(
                found.Path, new FileInfo(found.Entry.FullName).Length, HashFile.Of(found.Entry.FullName),
                FileRights.IsProgram(found.Path)));
            return ValueTask.CompletedTask;
        });
        return [.. files.OrderBy(file => file.Path, StringComparer.Ordinal)];
    }
}
