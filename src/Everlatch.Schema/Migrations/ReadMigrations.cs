namespace Everlatch.Schema.Migrations;

/// <summary>Reads the migrations of one engine and checks everything that can be checked without a database.</summary>
internal static class ReadMigrations
{
    /// <summary>All of them, by number and phase.</summary>
    /// <exception cref="SchemaException">A file is misnamed, doubled, missing or malformed.</exception>
    public static IReadOnlyList<Migration> Of(SchemaFiles files, string engine) =>
        throw new InvalidOperationException($"Not written yet: {files} {engine}.");
}
