using Everlatch.Storage.Postgres;
using Everlatch.Storage.Sqlite;

namespace Everlatch.Storage;

/// <summary>Opens the database that the options name.</summary>
public static class StorageFeature
{
    /// <summary>The database. Nothing is connected yet.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="clock">Measures waits.</param>
    /// <param name="faults">Is told of every fault; null for nobody.</param>
    public static IDatabase Open(StorageOptions options, TimeProvider clock, IStoreFaults? faults = null)
    {
        RowTypes.Register();
        return options.Postgres.Length > 0
            ? new PostgresDatabase(options, clock, faults)
            : new SqliteDatabase(options, clock, faults);
    }
}
