using Everlatch.Storage;

namespace Everlatch.Testing;

/// <summary>SQLite: a file in a folder of its own.</summary>
public sealed class SqliteEngine : ITestEngine
{
    /// <inheritdoc />
    public static async Task<StorageOptions> CreateAsync(bool migrated, CancellationToken ct)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("everlatch-test-").FullName;
        var options = new StorageOptions
        {
            SqliteFile = Path.Combine(folder, "everlatch.db"),
            StatementTimeoutSeconds = ITestEngine.StatementTimeoutSeconds,
        };
        if (migrated)
        {
            await SchemaOf.ApplyAsync(options, ct);
        }

        return options;
    }

    /// <inheritdoc />
    public static Task DropAsync(StorageOptions options)
    {
        System.IO.Directory.Delete(Path.GetDirectoryName(options.SqliteFile)!, recursive: true);
        return Task.CompletedTask;
    }
}
