using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Everlatch.Storage.Sqlite;

/// <summary>Open connections to one file, kept with their settings made.</summary>
/// <remarks>
/// The driver's own pool makes the settings again on every opening: measured, that is two thirds of the cost of a small read.
/// </remarks>
internal sealed class SqliteConnections(string connectionString) : IDisposable
{
    private static readonly Statement Journal =
        Statement.Read("sqlite.journal", "pragma journal_mode = wal").On("sqlite").AcrossEnvironments("it is a setting");

    // FULL: what was acknowledged survives a power cut.
    private static readonly Statement Durability =
        Statement.Read("sqlite.durability", "pragma synchronous = full").On("sqlite").AcrossEnvironments("it is a setting");

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

    private static async Task SendAsync(SqliteConnection connection, Statement setting, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = setting.Sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task<SqliteConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            await connection.OpenAsync(ct);
            await SendAsync(connection, Journal, ct);
            await SendAsync(connection, Durability, ct);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
