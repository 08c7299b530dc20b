using Everlatch.Schema;

namespace Everlatch.Release.Builds.Making;

/// <summary>Puts what the build knows about its schema into the release: a database is asked without running it.</summary>
internal static class SchemaPart
{
    private const string Home = "src/Everlatch.Storage";

    private static readonly string[] Parts = ["Migrations", "Contracts", "Released"];

    /// <summary>Copies the files and reads them: a release whose contract is not of its migrations is not made.</summary>
    /// <exception cref="SchemaException">A file is missing, malformed or of another build.</exception>
    public static SchemaSource Copy(BuildPlace place, string version)
    {
        var into = Path.Combine(place.Built, ReleaseManifest.SchemaFolder);
        foreach (var part in Parts.Where(part => Directory.Exists(Path.Combine(place.Source, Home, part))))
        {
            CopyFolder.Run(Path.Combine(place.Source, Home, part), Path.Combine(into, part));
        }

        var source = new SchemaSource(version, SchemaFiles.InFolder(into));
        source.Check();
        return source;
    }
}
