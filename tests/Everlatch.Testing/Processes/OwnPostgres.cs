using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>A PostgreSQL of one test's own, which the test may crash, freeze and forbid to write.</summary>
/// <param name="home">Its folder, which its user can reach; null is one under /tmp.</param>
public sealed class OwnPostgres(string? home) : IAsyncLifetime
{
    private static int made;
    private readonly string home =
        home ?? $"/tmp/everlatch-postgres-own-{Environment.ProcessId}-{Interlocked.Increment(ref made)}";

    /// <summary>One in a folder under /tmp.</summary>
    public OwnPostgres()
        : this(null)
    {
    }

    /// <summary>How to reach it, also after a crash.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => ConnectionString = (await ScriptAsync("start")).Trim();

    /// <summary>Stops it as a power cut would.</summary>
    public Task CrashAsync() => ScriptAsync("crash");

    /// <summary>Starts it again, with what it had made durable.</summary>
    public Task ReviveAsync() => ScriptAsync("revive");

    /// <summary>Freezes every process of it: connections stay open and nothing answers.</summary>
    public Task FreezeAsync() => Signals.SendToPostgresAsync("STOP", Data);

    /// <summary>Lets it go on.</summary>
    public Task ThawAsync() => Signals.SendToPostgresAsync("CONT", Data);

    /// <summary>Makes it refuse, or accept again, every write.</summary>
    public async Task SetReadOnlyAsync(bool readOnly)
    {
        NpgsqlConnection.ClearAllPools();
        await SendAsync(
            $"alter system set default_transaction_read_only = {(readOnly ? "on" : "off")}", "select pg_reload_conf()");
    }

    /// <summary>Makes it need a new file of its log with the next write.</summary>
    public Task EndLogFileAsync() => SendAsync("select pg_switch_wal()");

    /// <summary>Returns when it has ended by itself.</summary>
    public async Task WaitForEndAsync()
    {
        while (ProcessId() is { } postmaster && Path.Exists($"/proc/{postmaster}"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ThawAsync();
        await ScriptAsync("stop");
    }

    private async Task SendAsync(params string[] statements)
    {
        await using var connection = new NpgsqlConnection(
            ConnectionString + ";Pooling=false;Options=-c default_transaction_read_only=off");
        await connection.OpenAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    private string Data => Path.Combine(home, "data");

    private int? ProcessId()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
    }

    private Task<string> ScriptAsync(string verb)
    {
        var start = new ProcessStartInfo(Checkout.PathOf("eng/postgres.sh"), verb);
        start.Environment["EVERLATCH_POSTGRES_HOME"] = home;
        start.Environment["EVERLATCH_POSTGRES_OWNER"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

        // What it acknowledged must outlive a crash.
        start.Environment["EVERLATCH_POSTGRES_FSYNC"] = "on";
        return Script.RunAsync(start);
    }
}
