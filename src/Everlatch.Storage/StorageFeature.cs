using System.Data.Common;
using Everlatch.Storage.Postgres;
using Everlatch.Storage.Schema;
using Everlatch.Storage.Sqlite;

namespace Everlatch.Storage;

/// <summary>Opens the database that the options name.</summary>
public static class StorageFeature
{
    private static readonly Statement Connect = Statement.Read("connect", "select 1").AcrossEnvironments("it opens a connection");

    /// <summary>The database and the runner of its schema. Nothing is connected yet.</summary>
    public static (IDatabase Database, ISchemaRunner Schema) Open(StorageOptions options, TimeProvider clock)
    {
        RowTypes.Register();
        if (options.Postgres.Length > 0)
        {
            var postgres = new PostgresDatabase(options, clock);
            return (postgres, new SchemaRunner(
                postgres.Dialect.Name,
                async ct => await postgres.Source.OpenConnectionAsync(ct),
                new PostgresSchemaLock(clock)));
        }

        var sqlite = new SqliteDatabase(options, clock);
        return (sqlite, new SchemaRunner(
            sqlite.Dialect.Name,
            async Task<DbConnection> (ct) => await sqlite.OpenAsync(Connect, ct),
            new SqliteSchemaLock(options.SqliteFile, clock)));
    }
}
