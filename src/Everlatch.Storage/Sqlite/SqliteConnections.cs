using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Everlatch.Storage.Sqlite;

/// <summary>Open connections to one file, kept with their settings made.</summary>
/// <remarks>
/// The driver's own pool makes the settings again on every opening: measured, that is two thirds of the cost of a small read.
/// </remarks>
internal sealed class SqliteConnections(string connectionString) : IDisposable
{
    private readonly ConcurrentBag<SqliteConnection> idle = [];
    private volatile bool disposed;

    /// <summary>An idle connection, or a new one.</summary>
    public Task<SqliteConnection> RentAsync(CancellationToken ct) =>
        idle.TryTake(out var connection) ? Task.FromResult(connection) : OpenAsync(ct);

    /// <summary>Takes a connection back, unless it was closed because it failed.</summary>
    public void Return(SqliteConnection connection)
    {
        if (disposed || connection.State != System.Data.ConnectionState.Open)
        {
            connection.Dispose();
        }
        else
        {
            idle.Add(connection);
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var settings = connection.CreateCommand();

            // FULL: what was acknowledged survives a power cut.
            settings.CommandText = "pragma journal_mode = wal; pragma synchronous = full;";
            await settings.ExecuteNonQueryAsync(ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
