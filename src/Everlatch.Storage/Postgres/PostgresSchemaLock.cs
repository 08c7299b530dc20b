using System.Data;
using System.Data.Common;
using Dapper;
using Everlatch.Storage.Schema;

namespace Everlatch.Storage.Postgres;

/// <summary>A session advisory lock, tried and never waited for: a waiting one deadlocks with concurrent index builds.</summary>
internal sealed class PostgresSchemaLock(TimeProvider clock) : ISchemaLock
{
    private const long Key = 0x45564552_4C415443; // "EVERLATC"
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public async Task<IAsyncDisposable> AcquireAsync(DbConnection connection, CancellationToken ct)
    {
        var begin = clock.GetTimestamp();
        while (!await connection.ExecuteScalarAsync<bool>("select pg_try_advisory_lock(@Key)", new { Key }))
        {
            if (clock.GetElapsedTime(begin) > Patience)
            {
                throw new TimeoutException("Another migration runner held the lock for a minute.");
            }

            await Task.Delay(Pause, clock, ct);
        }

        return new Held(connection);
    }

    public Task<bool> HasHistoryAsync(DbConnection connection, CancellationToken ct) =>
        connection.ExecuteScalarAsync<bool>(
            new CommandDefinition("select to_regclass('schema_migrations') is not null", cancellationToken: ct));

    private sealed class Held(DbConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            // A broken session has lost the lock already; unlocking it would hide why it broke.
            if (connection.State == ConnectionState.Open)
            {
                await connection.ExecuteAsync("select pg_advisory_unlock(@Key)", new { Key });
            }
        }
    }
}
