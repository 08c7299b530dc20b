using System.Data.Common;
using Everlatch.Storage.Postgres;
using Everlatch.Storage.Schema;
using Everlatch.Storage.Sqlite;

namespace Everlatch.Storage;

/// <summary>Opens the database that the options name.</summary>
public static class StorageFeature
{
    /// <summary>The database and the runner of its schema. Nothing is connected yet.</summary>
    public static (IDatabase Database, ISchemaRunner Schema) Open(
        StorageOptions options, TimeProvider clock, IStoreFaults? faults = null) => Open(options, clock, Migration.Of, faults);

    /// <summary>The same with other migrations than this build's, by the engine's name.</summary>
    internal static (IDatabase Database, ISchemaRunner Schema) Open(
        StorageOptions options, TimeProvider clock, Func<string, IReadOnlyList<Migration>> migrationsOf, IStoreFaults? faults = null)
    {
        RowTypes.Register();
        if (options.Postgres.Length > 0)
        {
            var postgres = new PostgresDatabase(options, clock, faults);
            return (postgres, new SchemaRunner(
                migrationsOf(postgres.Dialect.Name),
                async ct => await postgres.OpenAloneAsync(ct),
                new PostgresSchemaLock(clock)));
        }

        var sqlite = new SqliteDatabase(options, clock, faults);
        return (sqlite, new SchemaRunner(
            migrationsOf(sqlite.Dialect.Name),
            async Task<DbConnection> (ct) => await sqlite.OpenAsync(ct),
            new SqliteSchemaLock(options.SqliteFile, clock)));
    }
}
