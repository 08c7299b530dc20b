using System.Data.Common;
using Dapper;
using Everlatch.Storage.Schema;

namespace Everlatch.Storage.Sqlite;

/// <summary>An exclusive lock on a file beside the database; the kernel releases it when the holder dies.</summary>
internal sealed class SqliteSchemaLock(string databaseFile, TimeProvider clock) : ISchemaLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task<IAsyncDisposable> AcquireAsync(DbConnection connection, CancellationToken ct)
    {
        var begin = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(databaseFile + ".schema-lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e)
            {
                if (clock.GetElapsedTime(begin) > Patience)
                {
                    throw new TimeoutException("Another migration runner held the lock for a minute.", e);
                }
            }

            await Task.Delay(Pause, clock, ct);
        }
    }

    public Task<bool> HasHistoryAsync(DbConnection connection, CancellationToken ct) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("select count(*) from sqlite_master where name = 'schema_migrations'", cancellationToken: ct));
}
