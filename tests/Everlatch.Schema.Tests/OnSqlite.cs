using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Everlatch.Schema.Tests;

/// <summary>SQLite: a file in a folder of its own.</summary>
public sealed class OnSqlite : ISchemaTestEngine
{
    private const string FileName = "test.db";

    /// <inheritdoc />
    public static SchemaEngine Engine => SchemaEngine.Sqlite;

    /// <inheritdoc />
    public static SchemaDatabase Server { get; } = In(Path.GetTempPath());

    /// <inheritdoc />
    public static Task<SchemaDatabase> CreateAsync(CancellationToken ct) => Task.FromResult(In(NewFolder()));

    /// <inheritdoc />
    public static async Task<SchemaDatabase> CopyAsync(SchemaDatabase of, CancellationToken ct)
    {
        // By a process of its own: SQLite's locks are a process's, and closing any file handle of ours would give them up.
        var folder = NewFolder();
        using var copying = Process.Start("cp", ["-a", $"{FolderOf(of)}/.", folder]);
        await copying.WaitForExitAsync(ct);
        return copying.ExitCode == 0 ? In(folder) : throw new IOException($"cp ended with {copying.ExitCode}.");
    }

    /// <inheritdoc />
    public static Task DropAsync(SchemaDatabase database)
    {
        System.IO.Directory.Delete(FolderOf(database), recursive: true);
        return Task.CompletedTask;
    }

    private static string NewFolder() => System.IO.Directory.CreateTempSubdirectory("everlatch-schema-test-").FullName;

    private static SchemaDatabase In(string folder)
    {
        var address = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, FileName), Pooling = false };
        return new SchemaDatabase(Engine, SqliteFactory.Instance, address.ConnectionString);
    }

    private static string FolderOf(SchemaDatabase database) =>
        Path.GetDirectoryName(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource)!;
}
