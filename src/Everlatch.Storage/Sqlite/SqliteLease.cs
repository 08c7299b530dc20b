using Microsoft.Data.Sqlite;

namespace Everlatch.Storage.Sqlite;

/// <summary>A connection for one use and, for a writer, its turn. Both go back together, once.</summary>
internal sealed class SqliteLease(SqliteConnections connections, SqliteConnection connection, SemaphoreSlim? turn)
    : IAsyncDisposable
{
    private int ended;

    public SqliteConnection Connection => connection;

    public ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref ended, 1) == 0)
        {
            connections.Return(connection);
            turn?.Release();
        }

        return ValueTask.CompletedTask;
    }
}
