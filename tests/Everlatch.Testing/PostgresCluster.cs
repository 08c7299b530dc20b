using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Everlatch.Testing;

/// <summary>
/// The private cluster of a test run: <c>./test</c> names it; a project that is run by itself starts one with eng/postgres.sh,
/// which
/// ends with the process.
/// </summary>
public static class PostgresCluster
{
    private static readonly Lazy<string> Found = new(FindOrStart);

    /// <summary>Connects to its maintenance database, as a superuser.</summary>
    public static string ConnectionString => Found.Value;

    /// <summary>An open connection to the maintenance database, outside the pool.</summary>
    public static async Task<NpgsqlConnection> OpenAsync(CancellationToken ct)
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(ct);
        return connection;
    }

    /// <summary>Sends one statement to the maintenance database.</summary>
    public static async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var connection = await OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(ct);
    }

    private static string FindOrStart() =>
        Environment.GetEnvironmentVariable("EVERLATCH_TEST_POSTGRES") is { Length: > 0 } given ? given : Start();

    private static string Start()
    {
        var process = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Checkout.PathOf("eng/postgres.sh"), "start") { RedirectStandardOutput = true };
        start.Environment["EVERLATCH_POSTGRES_HOME"] = "/tmp/everlatch-postgres-test-" + process;
        start.Environment["EVERLATCH_POSTGRES_OWNER"] = process;
        using var script = Process.Start(start)!;
        var url = script.StandardOutput.ReadToEnd().Trim();
        script.WaitForExit();
        return script.ExitCode == 0 ? url : throw new InvalidOperationException("eng/postgres.sh could not start a cluster.");
    }
}
