namespace Everlatch.Schema.Migrations;

/// <summary>Requires that every engine of a build has the same steps: a release is one, whatever it runs on.</summary>
internal static class CheckEngines
{
    private const string Folder = "Migrations/";

    /// <summary>Passes, or refuses.</summary>
    /// <exception cref="SchemaException">
    /// A step is missing for an engine, a folder is no engine's, or a file is wrong in itself.
    /// </exception>
    public static void Run(SchemaFiles files)
    {
        RequireKnownFolders(files);
        var engines = SchemaEngine.All.Where(engine => ReadMigrations.Has(files, engine))
            .Select(engine => (Engine: engine, Migrations: ReadMigrations.Of(files, engine)))
            .ToList();
        foreach (var (engine, migrations) in engines)
        {
            foreach (var (other, theirs) in engines.Where(e => e.Engine != engine))
            {
                var lonely = migrations.FirstOrDefault(m => theirs.All(t => t.Step != m.Step));
                if (lonely is not null)
                {
                    throw new SchemaException(
                        "EL1807", $"{engine} has this step and {other} has not: {Folder}{other}/{lonely.Step}.sql is missing.",
                        lonely.File);
                }
            }
        }
    }

    private static void RequireKnownFolders(SchemaFiles files)
    {
        foreach (var path in files.Paths.Where(path => path.StartsWith(Folder, StringComparison.Ordinal)))
        {
            if (!SchemaEngine.All.Any(engine => path.StartsWith($"{Folder}{engine}/", StringComparison.Ordinal)))
            {
                throw new SchemaException(
                    "EL1802", $"Migrations lie in {string.Join(" and ", SchemaEngine.All.Select(e => $"{Folder}{e}"))}.", path);
            }
        }
    }
}
