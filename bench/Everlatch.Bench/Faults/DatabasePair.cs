using System.Net;
using Everlatch.Testing;
using Everlatch.Testing.Processes;
using Npgsql;

namespace Everlatch.Bench.Faults;

/// <summary>A primary and a standby that follows it; servers reach either through a proxy that can fail.</summary>
internal sealed class DatabasePair : IAsyncDisposable
{
    private DatabasePair()
    {
    }

    public OwnPostgres Primary { get; } = new();

    public Standby Standby { get; private set; } = null!;

    public FaultProxy ToPrimary { get; private set; } = null!;

    public FaultProxy ToStandby { get; private set; } = null!;

    /// <summary>The address of both, as servers have it.</summary>
    public string Address => new NpgsqlConnectionStringBuilder(Primary.ConnectionString)
    {
        Host = $"127.0.0.1:{ToPrimary.Port},127.0.0.1:{ToStandby.Port}",
    }.ConnectionString;

    public static async Task<DatabasePair> StartAsync()
    {
        var pair = new DatabasePair();
        await pair.Primary.InitializeAsync();
        await Servers.Product.ApplyAsync(Servers.Product.Cli, pair.Primary.ConnectionString);
        pair.Standby = await Standby.StartAsync(pair.Primary.ConnectionString, CancellationToken.None);
        pair.ToPrimary = ProxyTo(new NpgsqlConnectionStringBuilder(pair.Primary.ConnectionString).Port);
        pair.ToStandby = ProxyTo(pair.Standby.Port);
        return pair;
    }

    /// <summary>Asks the primary, past the proxy.</summary>
    public Task<long> AskAsync(string sql) => Servers.Postgres.AskAsync(Primary.ConnectionString + ";Pooling=false", sql);

    public async ValueTask DisposeAsync()
    {
        await ToPrimary.DisposeAsync();
        await ToStandby.DisposeAsync();
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
    }

    private static FaultProxy ProxyTo(int port) => new(new IPEndPoint(IPAddress.Loopback, port));
}
