using System.Data.Common;

namespace Everlatch.Schema.Runner;

/// <summary>Statements over an open session, without a mapper.</summary>
internal static class SqlSession
{
    /// <summary>Sends a statement and says how many rows it changed.</summary>
    public static Task<int> SendAsync(this DbConnection connection, string sql, CancellationToken ct) =>
        connection.SendAsync(sql, [], ct);

    /// <summary>The same with parameters: <c>[("step", "0001_a.expand")]</c> is <c>@step</c>.</summary>
    /// <param name="connection">The session.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="values">Parameters by name.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="seconds">The driver's own limit; null for the address's. What 0 means differs by driver.</param>
    public static async Task<int> SendAsync(
        this DbConnection connection, string sql, (string Name, object? Value)[] values, CancellationToken ct,
        int? seconds = null)
    {
        await using var command = Command(connection, sql, values, seconds);
        return await command.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Sends a query and returns its first value; the default when there is no row or it is null.</summary>
    public static async Task<T?> AskAsync<T>(
        this DbConnection connection, string sql, (string Name, object? Value)[] values, CancellationToken ct,
        int? seconds = null)
    {
        await using var command = Command(connection, sql, values, seconds);
        return await command.ExecuteScalarAsync(ct) is T value ? value : default;
    }

    /// <summary>Sends a query and returns its rows.</summary>
    public static async Task<IReadOnlyList<T>> ListAsync<T>(
        this DbConnection connection, string sql, (string Name, object? Value)[] values, Func<DbDataReader, T> row,
        CancellationToken ct)
    {
        await using var command = Command(connection, sql, values, null);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
        {
            rows.Add(row(reader));
        }

        return rows;
    }

    private static DbCommand Command(DbConnection connection, string sql, (string Name, object? Value)[] values, int? seconds)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = seconds ?? command.CommandTimeout;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
