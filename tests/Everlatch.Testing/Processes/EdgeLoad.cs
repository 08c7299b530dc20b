using System.Collections.Concurrent;
using System.Net;

namespace Everlatch.Testing.Processes;

/// <summary>
/// A steady load of people and machines: kept and new connections, HTTP/1.1 and HTTP/2, requests with and without effect.
/// </summary>
/// <param name="edges">The edges, as what balances them sees them.</param>
/// <param name="tokenForm">What machines send for a token.</param>
public sealed class EdgeLoad(IReadOnlyList<ILoadedEdge> edges, IReadOnlyDictionary<string, string> tokenForm) : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);
    private static readonly string[] Paths = ["/oauth2/token", "/oauth2/jwks", "/signin", "/.well-known/openid-configuration"];
    private readonly CancellationTokenSource end = new();
    private readonly HttpClient[] kept = [.. edges.Select(edge => edge.Client(keepsAlive: true))];
    private readonly HttpClient[] anew = [.. edges.Select(edge => edge.Client(keepsAlive: false))];
    private readonly bool[] ready = [.. edges.Select(_ => true)];
    private Task running = Task.CompletedTask;

    /// <summary>Requests that were answered as they should be.</summary>
    public int Good { get; private set; }

    /// <summary>All others.</summary>
    public ConcurrentQueue<string> Failed { get; } = [];

    /// <summary>Begins.</summary>
    public void Start() => running = Task.WhenAll(SendAllAsync(), WatchAsync());

    /// <summary>Ends, with the last request answered.</summary>
    public async Task StopAsync()
    {
        await end.CancelAsync();
        await running;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        end.Dispose();
        Array.ForEach([.. kept, .. anew], http => http.Dispose());
    }

    // As a balancer of connections does: it asks each edge, and sends nobody new to one that is not ready.
    private async Task WatchAsync()
    {
        while (!end.IsCancellationRequested)
        {
            for (var n = 0; edges.Count > 1 && n < edges.Count; n++)
            {
                ready[n] = await edges[n].IsReadyAsync();
            }

            await Task.Delay(Between * 10, TimeProvider.System).ConfigureAwait(false);
        }
    }

    private async Task SendAllAsync()
    {
        var sent = new List<Task<bool>>();
        for (var n = 0; !end.IsCancellationRequested; n++)
        {
            sent.Add(SendAsync(n));
            await Task.Delay(Between, TimeProvider.System);
        }

        Good = (await Task.WhenAll(sent)).Count(good => good);
    }

    private async Task<bool> SendAsync(int n)
    {
        var edge = Enumerable.Range(n, edges.Count).Select(m => m % edges.Count).FirstOrDefault(m => ready[m], n % edges.Count);
        var path = Paths[n / 3 % Paths.Length];
        using var request = new HttpRequestMessage(path == "/oauth2/token" ? HttpMethod.Post : HttpMethod.Get, path)
        {
            Version = n % 3 == 0 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = path == "/oauth2/token" ? new FormUrlEncodedContent(tokenForm) : null,
        };
        try
        {
            using var answer = await (n % 3 == 2 ? anew : kept)[edge].SendAsync(request);
            var text = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return true;
            }

            Failed.Enqueue($"{n} {path} by {request.Version} at {edge}: {(int)answer.StatusCode} {text}");
        }
        catch (HttpRequestException e)
        {
            Failed.Enqueue($"{n} {path} by {request.Version} at {edge}: {e.Message} {e.InnerException?.Message}");
        }

        return false;
    }
}
