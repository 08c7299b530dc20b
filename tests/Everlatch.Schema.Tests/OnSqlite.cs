using Microsoft.Data.Sqlite;

namespace Everlatch.Schema.Tests;

/// <summary>SQLite: a file in a folder of its own.</summary>
public sealed class OnSqlite : ISchemaTestEngine
{
    /// <inheritdoc />
    public static SchemaEngine Engine => SchemaEngine.Sqlite;

    /// <inheritdoc />
    public static Task<SchemaDatabase> CreateAsync(CancellationToken ct)
    {
        var file = Path.Combine(System.IO.Directory.CreateTempSubdirectory("everlatch-schema-test-").FullName, "test.db");
        var address = new SqliteConnectionStringBuilder { DataSource = file, Pooling = false };
        return Task.FromResult(new SchemaDatabase(Engine, SqliteFactory.Instance, address.ConnectionString));
    }

    /// <inheritdoc />
    public static Task DropAsync(SchemaDatabase database)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        System.IO.Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        return Task.CompletedTask;
    }
}
