using System.Globalization;
using Npgsql;

namespace Everlatch.Bench.Servers;

/// <summary>The PostgreSQL that <c>bench/run</c> started.</summary>
internal static class Postgres
{
    /// <summary>Null when there is none: rows that need it are left out.</summary>
    public static string? ConnectionString => Environment.GetEnvironmentVariable("EVERLATCH_BENCH_POSTGRES");

    /// <summary>Makes an empty database.</summary>
    public static async Task<string> NewDatabaseAsync(string server)
    {
        var name = "bench_" + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        await using var source = NpgsqlDataSource.Create(server);
        await using var create = source.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Sends a statement, however long it takes: the number that it answers, 0 when it answers none.</summary>
    public static async Task<long> AskAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
