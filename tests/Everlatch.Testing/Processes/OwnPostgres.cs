using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>A PostgreSQL of one test's own, which the test may crash, freeze and forbid to write.</summary>
public sealed class OwnPostgres : IAsyncLifetime
{
    private readonly string home = $"/tmp/everlatch-postgres-own-{Environment.ProcessId}-{Interlocked.Increment(ref made)}";
    private static int made;

    /// <summary>How to reach it, also after a crash.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => ConnectionString = (await ScriptAsync("start")).Trim();

    /// <summary>Stops it as a power cut would.</summary>
    public Task CrashAsync() => ScriptAsync("crash");

    /// <summary>Starts it again, with what it had made durable.</summary>
    public Task ReviveAsync() => ScriptAsync("revive");

    /// <summary>Freezes every process of it: connections stay open and nothing answers.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Makes it refuse, or accept again, every write.</summary>
    public async Task SetReadOnlyAsync(bool readOnly)
    {
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(
            ConnectionString + ";Pooling=false;Options=-c default_transaction_read_only=off");
        await connection.OpenAsync();
        foreach (var sql in new[]
        {
            $"alter system set default_transaction_read_only = {(readOnly ? "on" : "off")}",
            "select pg_reload_conf()",
        })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ThawAsync();
        await ScriptAsync("stop");
    }

    // The postmaster first: otherwise it would see its children stop.
    private async Task SignalAsync(string signal)
    {
        var file = Path.Combine(home, "data/postmaster.pid");
        if (!File.Exists(file))
        {
            return;
        }

        var postmaster = int.Parse((await File.ReadAllLinesAsync(file))[0], CultureInfo.InvariantCulture);
        await RunAsync("sh", "-c", $"kill -{signal} {postmaster} $(ps -o pid= --ppid {postmaster}); true");
    }

    private Task<string> ScriptAsync(string verb) => RunAsync(Checkout.PathOf("eng/postgres.sh"), verb);

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment["EVERLATCH_POSTGRES_HOME"] = home;
        start.Environment["EVERLATCH_POSTGRES_OWNER"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{program} {arguments[0]} ended with {process.ExitCode}.");
    }
}
