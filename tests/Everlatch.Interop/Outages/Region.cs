using System.Net;
using Everlatch.Storage;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Interop.Outages;

/// <summary>A primary that the servers reach through a proxy, a standby that follows it, and two servers.</summary>
public sealed class Region : IAsyncLifetime
{
    /// <summary>The primary.</summary>
    internal OwnPostgres Primary { get; } = new();

    /// <summary>The standby.</summary>
    internal Standby Standby { get; private set; } = null!;

    /// <summary>The way from the servers to the primary.</summary>
    internal FaultProxy Proxy { get; private set; } = null!;

    /// <summary>The product, as a stranger starts it.</summary>
    internal UpProcess Up { get; private set; } = null!;

    /// <summary>A second server of the same region.</summary>
    internal ServeProcess Second { get; private set; } = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The address of both hosts, as the servers have it.</summary>
    private string Address => new NpgsqlConnectionStringBuilder(Primary.ConnectionString)
    {
        Host = $"127.0.0.1:{Proxy.Port},127.0.0.1:{Standby.Port}",
    }.ConnectionString;

    public async ValueTask InitializeAsync()
    {
        await Primary.InitializeAsync();
        await SchemaOf.ApplyAsync(new StorageOptions { Postgres = Primary.ConnectionString }, Ct);
        Standby = await Standby.StartAsync(Primary.ConnectionString, Ct);
        var port = new NpgsqlConnectionStringBuilder(Primary.ConnectionString).Port;
        Proxy = new FaultProxy(new IPEndPoint(IPAddress.Loopback, port));
        Up = UpProcess.With("--postgres", Address);
        await Up.InitializeAsync();
        Second = new ServeProcess(Address, Path.Combine(Up.Folder, "master.key"));
        await Second.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Second.DisposeAsync();
        await Up.DisposeAsync();
        await Proxy.DisposeAsync();
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
    }

    /// <summary>Returns when the standby has all that the primary has.</summary>
    internal async Task UntilReplicatedAsync()
    {
        var end = await AskAsync<string>(Primary.ConnectionString, "select pg_current_wal_flush_lsn()::text");
        while (!await AskAsync<bool>(StandbyAddress, $"select pg_last_wal_replay_lsn() >= '{end}'::pg_lsn"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }
    }

    /// <summary>Asks the host that takes writes.</summary>
    internal Task<T> AskAsync<T>(string sql) => AskAsync<T>(IsPromoted ? StandbyAddress : Primary.ConnectionString, sql);

    /// <summary>Whether the standby was made the primary.</summary>
    internal bool IsPromoted { get; private set; }

    /// <summary>Makes the standby the primary.</summary>
    internal Task PromoteAsync()
    {
        IsPromoted = true;
        return Standby.PromoteAsync();
    }

    private string StandbyAddress =>
        new NpgsqlConnectionStringBuilder(Primary.ConnectionString) { Port = Standby.Port }.ConnectionString;

    private static async Task<T> AskAsync<T>(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(Ct))!;
    }
}
