using Everlatch.Schema;

namespace Everlatch.Release.Builds.Making;

/// <summary>Puts what the build knows about its schema into the release: a database is asked without running it.</summary>
internal static class SchemaPart
{
    private const string Home = "src/Everlatch.Storage";

    private static readonly string[] Parts = ["Migrations", "Contracts", "Released"];

    /// <summary>Reads the files, before minutes are spent: with a contract of other migrations no release is made.</summary>
    /// <exception cref="SchemaException">A file is missing, malformed or of another build.</exception>
    public static void Check(BuildPlace place)
    {
        var source = new SchemaSource("", SchemaFiles.InFolder(Path.Combine(place.Source, Home)));
        source.Check();
        foreach (var engine in SchemaEngine.All.Where(engine => source.Files.In($"Migrations/{engine}").Any()))
        {
            source.CheckedContractOf(engine);
            source.StatementsOf(engine);
        }
    }

    /// <summary>Copies them.</summary>
    public static SchemaSource Copy(BuildPlace place, string version)
    {
        var into = Path.Combine(place.Built, ReleaseManifest.SchemaFolder);
        foreach (var part in Parts.Where(part => Directory.Exists(Path.Combine(place.Source, Home, part))))
        {
            CopyFolder.Run(Path.Combine(place.Source, Home, part), Path.Combine(into, part));
        }

        return new SchemaSource(version, SchemaFiles.InFolder(into));
    }
}
