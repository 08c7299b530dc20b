namespace Everlatch.Schema.Statements;

/// <summary>Reads the file of a manifest.</summary>
internal static class ManifestFile
{
    /// <summary>The manifest that a build has under that path.</summary>
    /// <exception cref="SchemaException">It is missing, malformed or of another engine.</exception>
    public static StatementManifest Read(SchemaFiles files, string path, SchemaEngine engine) =>
        Parse(
            files.Find(path)
                ?? throw new SchemaException("EL1850", "There is no such file; 'schema manifest --write' makes it.", path),
            path,
            engine);

    /// <summary>The manifest of a text.</summary>
    /// <exception cref="SchemaException">It is malformed or of another engine.</exception>
    public static StatementManifest Parse(string text, string path, SchemaEngine engine)
    {
        var reader = new ManifestReader(engine);
        foreach (var (index, line) in text.Split('\n').Index())
        {
            try
            {
                reader.Take(line.TrimEnd('\r'));
            }
            catch (FormatException e)
            {
                throw new SchemaException("EL1850", e.Message, path, index + 1, e);
            }
        }

        try
        {
            return reader.Finish();
        }
        catch (FormatException e)
        {
            throw new SchemaException("EL1850", e.Message, path, text.Split('\n').Length, e);
        }
    }
}
