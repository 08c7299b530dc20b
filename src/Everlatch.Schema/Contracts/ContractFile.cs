namespace Everlatch.Schema.Contracts;

/// <summary>The file of a contract: a header, then each step with the lines of what it makes.</summary>
internal static class ContractFile
{
    /// <summary>Reads one.</summary>
    /// <exception cref="SchemaException">It is missing, malformed or of another engine.</exception>
    public static SchemaContract Read(SchemaFiles files, string path, SchemaEngine engine) =>
        throw new InvalidOperationException($"Not written yet: {files} {path} {engine}.");
}
