using System.Net;
using System.Net.Sockets;
using Xunit;

namespace Everlatch.Testing.Processes;

/// <summary>An edge in front of two servers, half of the clients at each, and clients at addresses of their own.</summary>
/// <param name="servers">The servers: the first one is slot <c>green</c>, the second one <c>baseline</c>.</param>
public sealed class SplitEdge(SlotServers servers) : IAsyncDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-split-");
    private readonly int port = FreePort.Take();
    private Running? edge;

    /// <summary>Its address.</summary>
    public Uri Address => new($"http://127.0.0.1:{port}");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts it, and returns when it is ready.</summary>
    public async Task StartAsync()
    {
        var slots = Path.Combine(folder.FullName, "slots.json");
        await File.WriteAllTextAsync(
            slots,
            $$"""
            {"slots":[{"name":"green","share":50,"servers":["unix:{{servers.SocketOf(0)}}"]},
            {"name":"baseline","share":50,"servers":["unix:{{servers.SocketOf(1)}}"]}]}
            """,
            Ct);
        edge = Running.Everlatch(
            new Dictionary<string, string>
            {
                ["EVERLATCH__EDGE__LISTEN__0"] = Address.GetLeftPart(UriPartial.Authority),
                ["EVERLATCH__EDGE__PLAINHTTP"] = "true",
                ["EVERLATCH__EDGE__HOSTS__0"] = servers.Issuer.Host,
                ["EVERLATCH__EDGE__SLOTSFILE"] = slots,
                ["EVERLATCH__EDGE__DRAINSECONDS"] = "0",
            },
            "edge");
        using var http = new HttpClient();
        for (var look = 0; look < 600 && !await IsReadyAsync(http); look++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
        }
    }

    /// <summary>Somebody with an address of their own, one of loopback's many.</summary>
    public static HttpClient Client(int number) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        ConnectCallback = async (context, ct) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(new IPAddress([127, 1, (byte)(number / 256), (byte)number]), 0));
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await (edge?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Delete(recursive: true);
    }

    private async Task<bool> IsReadyAsync(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address, "/health/ready"), Ct);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
