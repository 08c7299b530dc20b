using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Everlatch.Bench.Faults;

/// <summary>
/// The edges of a region as people meet them: behind what balances, which asks each for its health and sends nobody to one that
/// is not ready. Who is refused a connection tries the next address.
/// </summary>
internal sealed class Door : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan HealthPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly CancellationTokenSource ending = new();
    private readonly HttpClient[] edges;
    private readonly bool[] ready;
    private readonly Task watching;
    private int turn;

    /// <summary>Begins to watch the edges at these ports.</summary>
    public Door(params int[] ports)
    {
        edges = [.. ports.Select(ClientOf)];
        ready = [.. ports.Select(_ => true)];
        watching = Task.WhenAll(Enumerable.Range(0, edges.Length).Select(WatchAsync));
    }

    /// <summary>Whether all its edges are ready.</summary>
    public bool IsWhole => Array.TrueForAll(ready, one => one);

    /// <summary>Sends a request, made anew for each address that is tried.</summary>
    public async Task<Reply> SendAsync(Func<HttpRequestMessage> make)
    {
        var first = Interlocked.Increment(ref turn) & int.MaxValue;
        var order = Enumerable.Range(first, edges.Length).Select(n => n % edges.Length).OrderByDescending(n => ready[n]);
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        var why = "";
        foreach (var n in order)
        {
            using var request = make();
            try
            {
                using var answer = await edges[n].SendAsync(request, patience.Token);
                var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.ToList() : [];
                return new Reply((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(patience.Token), cookies);
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                why = "refused";
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                return Reply.None("lost");
            }
            catch (OperationCanceledException)
            {
                return Reply.None("silence");
            }
        }

        return Reply.None(why);
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await watching;
        Array.ForEach(edges, edge => edge.Dispose());
        ending.Dispose();
    }

    // Whatever host a request names, it comes to this port.
    private static HttpClient ClientOf(int port) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectCallback = async (_, ct) =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(IPAddress.Loopback, port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        },
    })
    {
        BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}")),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private async Task WatchAsync(int n)
    {
        while (!ending.IsCancellationRequested)
        {
            using var patience = new CancellationTokenSource(HealthPatience, TimeProvider.System);
            try
            {
                using var answer = await edges[n].GetAsync(new Uri("/health/ready", UriKind.Relative), patience.Token);
                ready[n] = answer.IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
            {
                ready[n] = false;
            }

            await Task.Delay(Look, TimeProvider.System, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
