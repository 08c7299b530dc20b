using System.Reflection;

namespace Everlatch.Schema;

/// <summary>
/// The files that a build is made of, by their path with forward slashes, from a folder or embedded in an assembly.
/// </summary>
public sealed class SchemaFiles
{
    private readonly SortedDictionary<string, Func<string>> texts = new(StringComparer.Ordinal);

    /// <summary>Files that are held in memory.</summary>
    public SchemaFiles(IEnumerable<KeyValuePair<string, string>> texts)
    {
        foreach (var (path, text) in texts)
        {
            this.texts.Add(path, () => text);
        }
    }

    private SchemaFiles()
    {
    }

    /// <summary>All paths, sorted.</summary>
    public IReadOnlyCollection<string> Paths => texts.Keys;

    /// <summary>The .sql, .contract and .statements files below a folder.</summary>
    /// <exception cref="SchemaException">There is no such folder.</exception>
    public static SchemaFiles InFolder(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new SchemaException("EL1801", $"There is no folder {folder}.");
        }

        var files = new SchemaFiles();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(IsOurs))
        {
            files.texts.Add(Path.GetRelativePath(folder, file).Replace('\\', '/'), () => File.ReadAllText(file));
        }

        return files;
    }

    /// <summary>The same files embedded in an assembly under their relative paths (LogicalName).</summary>
    public static SchemaFiles In(Assembly assembly)
    {
        var files = new SchemaFiles();
        foreach (var name in assembly.GetManifestResourceNames().Where(IsOurs))
        {
            files.texts.Add(name.Replace('\\', '/'), () => Read(assembly, name));
        }

        return files;
    }

    /// <summary>The text of a file; null when there is none.</summary>
    public string? Find(string path) => texts.TryGetValue(path, out var text) ? text() : null;

    /// <summary>Paths of the files straight in a folder.</summary>
    public IEnumerable<string> In(string folder) =>
        texts.Keys.Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal)
            && path.IndexOf('/', folder.Length + 1) < 0);

    private static bool IsOurs(string path) =>
        Path.GetExtension(path) is ".sql" or ".contract" or ".statements";

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
