using System.Data.Common;

namespace Everlatch.Schema;

/// <summary>Statements without parameters over an open session.</summary>
internal static class SessionQueries
{
    /// <summary>Sends a statement.</summary>
    public static async Task ExecuteAsync(this DbConnection session, string sql, CancellationToken ct)
    {
        await using var command = session.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Sends one statement of somebody's file as it is, whatever a driver would make of it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="engine">Its engine.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="seconds">The driver's own limit; null for the address's.</param>
    public static async Task ExecuteAsync(
        this DbConnection session, SchemaEngine engine, string sql, CancellationToken ct, int? seconds = null)
    {
        await using var command = session.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = seconds ?? command.CommandTimeout;
        engine.SendAsIs(command);
        await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Sends a query and makes something of each of its rows.</summary>
    public static async Task<List<T>> QueryAsync<T>(
        this DbConnection session, string sql, Func<DbDataReader, T> row, CancellationToken ct)
    {
        await using var command = session.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(row(reader));
        }

        return rows;
    }
}
