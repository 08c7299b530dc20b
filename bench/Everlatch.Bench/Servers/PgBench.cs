using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Everlatch.Bench.Servers;

/// <summary>pgbench, updating one random row of a small table in each transaction.</summary>
internal sealed class PgBench(string database, string script) : IAsyncDisposable
{
    private const int Rows = 1000;

    public static async Task<PgBench> PrepareAsync(string server)
    {
        var database = await Postgres.NewDatabaseAsync(server);
        await using var source = NpgsqlDataSource.Create(database);
        await using var fill = source.CreateCommand(
            $"""
            create table counters (id int primary key, value bigint not null);
            insert into counters select n, 0 from generate_series(1, {Rows}) n
            """);
        await fill.ExecuteNonQueryAsync();
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            script, $"\\set id random(1, {Rows})\nupdate counters set value = value + 1 where id = :id;\n");
        return new PgBench(database, script);
    }

    public async Task<double> CommitsPerSecondAsync(int clients, TimeSpan duration)
    {
        var connection = new NpgsqlConnectionStringBuilder(database);
        var start = new ProcessStartInfo(Find(), [
            "-n", "-M", "prepared", "-h", connection.Host!, "-p", connection.Port.ToString(CultureInfo.InvariantCulture), "-U",
            connection.Username!,
            "-c",
            clients.ToString(CultureInfo.InvariantCulture),
            "-T",
            ((int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            "-f", script, connection.Database!])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["PGPASSWORD"] = connection.Password },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n').First(line => line.StartsWith("tps = ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(script);
        return ValueTask.CompletedTask;
    }

    // Debian keeps it beside the server, off the path.
    private static string Find() =>
        System.IO.Directory.GetDirectories("/usr/lib/postgresql").Order().Reverse()
            .Select(version => Path.Combine(version, "bin", "pgbench")).FirstOrDefault(File.Exists) ?? "pgbench";
}
