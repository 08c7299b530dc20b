using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text.Json;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>An <c>everlatch edge</c> in a process of its own: https for people, and http for health and metrics.</summary>
public sealed class FrontDoor : ILoadedEdge, IAsyncDisposable
{
    /// <summary>The host that it answers for.</summary>
    public const string Host = "login.example.com";

    private readonly Dictionary<string, string> settings;
    private readonly TestAuthority authority;
    private readonly HttpClient local = new();
    private readonly int httpPort = FreePort.Take();

    private FrontDoor(string folder, TestAuthority authority, IEnumerable<(string Key, string Value)> more)
    {
        this.authority = authority;
        TestAuthority.Write(folder, Host, authority.Server(Host));
        settings = new Dictionary<string, string>
        {
            ["EVERLATCH__EDGE__LISTEN__0"] = $"https://127.0.0.1:{Port}",
            ["EVERLATCH__EDGE__LISTEN__1"] = $"http://127.0.0.1:{httpPort}",
            ["EVERLATCH__EDGE__HOSTS__0"] = Host,
            ["EVERLATCH__EDGE__HOSTS__1"] = "localhost",
            ["EVERLATCH__EDGE__CERTIFICATESFOLDER"] = folder,
            ["EVERLATCH__EDGE__SLOTSFILE"] = Path.Combine(folder, "slots.json"),
            ["EVERLATCH__EDGE__PROBEMILLISECONDS"] = "200",
        };
        foreach (var (key, value) in more)
        {
            settings[key] = value;
        }

        Process = Running.Everlatch(settings, "edge");
    }

    /// <summary>Where people come.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>The process, with all that it logged.</summary>
    public Running Process { get; private set; }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts one with all traffic on these servers.</summary>
    /// <param name="folder">Where its certificates and slots go.</param>
    /// <param name="authority">Whose certificates it has.</param>
    /// <param name="servers">Addresses as in a slots file.</param>
    /// <param name="more">Settings of the environment.</param>
    public static FrontDoor Start(
        string folder, TestAuthority authority, IEnumerable<string> servers, params IEnumerable<(string Key, string Value)> more)
    {
        File.WriteAllText(
            Path.Combine(folder, "slots.json"),
            JsonSerializer.Serialize(new { slots = new[] { new { name = "blue", servers, share = 100 } } }));
        return new FrontDoor(folder, authority, more);
    }

    /// <summary>Starts one with the slots of a file that is there.</summary>
    /// <param name="folder">Where its certificates and slots are.</param>
    /// <param name="authority">Whose certificates it has.</param>
    public static FrontDoor Start(string folder, TestAuthority authority) => new(folder, authority, []);

    /// <summary>Starts it again on the same ports.</summary>
    public async Task StartAgainAsync()
    {
        await Process.DisposeAsync();
        Process = Running.Everlatch(settings, "edge");
    }

    /// <summary>What a balancer hears.</summary>
    public async Task<HttpStatusCode> HealthAsync()
    {
        try
        {
            using var answer = await local.GetAsync(new Uri($"http://127.0.0.1:{httpPort}/health/ready"), Ct);
            return answer.StatusCode;
        }
        catch (HttpRequestException)
        {
            return default;
        }
    }

    /// <inheritdoc />
    public async Task<bool> IsReadyAsync() => await HealthAsync() == HttpStatusCode.OK;

    /// <summary>Waits until it is ready.</summary>
    public async Task<FrontDoor> ReadyAsync()
    {
        await UntilAsync(IsReadyAsync);
        return this;
    }

    /// <summary>Waits until so many servers get requests.</summary>
    public async Task UntilServersAsync(int ready)
    {
        await UntilAsync(async () => await HealthAsync() != default);
        await UntilAsync(async () => await ServersAsync() == ready);
    }

    /// <inheritdoc />
    HttpClient ILoadedEdge.Client(bool keepsAlive) => Client(keepsAlive: keepsAlive);

    /// <summary>A client that comes here whatever host it asks for, from an address of this machine.</summary>
    public HttpClient Client(string from = "127.0.0.1", bool keepsAlive = true) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        PooledConnectionLifetime = keepsAlive ? Timeout.InfiniteTimeSpan : TimeSpan.Zero,
        ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
            await socket.ConnectAsync(IPAddress.Loopback, Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, shown, _, _) => authority.Issued(shown),
        },
    })
    {
        BaseAddress = new Uri($"https://{Host}"),
    };

    public async ValueTask DisposeAsync()
    {
        local.Dispose();
        await Process.DisposeAsync();
    }

    private async Task<int> ServersAsync()
    {
        var metrics = await local.GetStringAsync(new Uri($"http://localhost:{httpPort}/metrics"), Ct);
        return metrics.Split('\n').Count(line =>
            line.StartsWith("everlatch_edge_server_ready{", StringComparison.Ordinal)
            && line.Contains("} 1", StringComparison.Ordinal));
    }

    private async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var look = 0; look < 1200; look++)
        {
            if (await holds())
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Ct);
        }

        throw new TimeoutException($"The edge did not come so far:\n{Process.Output}{Process.Error}");
    }
}
