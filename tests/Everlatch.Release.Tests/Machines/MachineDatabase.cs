using Npgsql;

namespace Everlatch.Release.Tests.Machines;

/// <summary>What becomes of a machine's database beside the migrations.</summary>
internal static class MachineDatabase
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Sends a statement to the database, as somebody does beside the migrations.</summary>
    public static async Task SendAsync(this ReleaseMachine machine, string sql)
    {
        await using var connection = new NpgsqlConnection(machine.Storage.Postgres);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    /// <summary>Has nobody open it, and throws out whoever had; or lets everybody in again.</summary>
    public static async Task LockAsync(this ReleaseMachine machine, bool locked)
    {
        var address = new NpgsqlConnectionStringBuilder(machine.Storage.Postgres);
        var name = address.Database!;
        address.Database = "postgres";
        await using var connection = new NpgsqlConnection(address.ConnectionString);
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(
            $"""
            alter database "{name}" with allow_connections {(locked ? "false" : "true")};
            select pg_terminate_backend(pid) from pg_stat_activity where datname = '{name}'
            """,
            connection);
        await command.ExecuteNonQueryAsync(Ct);
    }
}
