using System.Net;
using System.Text.Json;
using Everlatch.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Everlatch.Edge.Tests;

/// <summary>A whole edge on a port of loopback, with a slots file of the test's own.</summary>
internal sealed class TestEdge : IAsyncDisposable
{
    public const string Host = "login.example.test";
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("everlatch-edge-");
    private readonly EventLog events = new();
    private readonly HttpClient http;
    private WebApplication app = null!;

    private TestEdge() => http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    /// <summary>Its port.</summary>
    public int Port { get; } = FreePort.Take();

    /// <summary>A port of its own for https.</summary>
    public int TlsPort { get; } = FreePort.Take();

    /// <summary>A folder that goes with it.</summary>
    public string Folder => folder.FullName;

    /// <summary>What it logged.</summary>
    public EventLog Events => events;

    public IServiceProvider Services => app.Services;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string SlotsFile => Path.Combine(Folder, "slots.json");

    /// <summary>One with all traffic on one slot of these servers, reached by plain http.</summary>
    public static Task<TestEdge> StartAsync(params IReadOnlyList<StubServer> servers) =>
        StartAsync([], SlotsOf(("blue", 100, servers)));

    /// <summary>One with more settings, or other slots.</summary>
    public static async Task<TestEdge> StartAsync(
        IEnumerable<(string Key, string Value)> settings, string slots, Action<IServiceCollection>? services = null)
    {
        var edge = new TestEdge();
        edge.WriteSlots(slots);
        var all = new Dictionary<string, string?>
        {
            ["Everlatch:Edge:Listen:0"] = $"http://127.0.0.1:{edge.Port}",
            ["Everlatch:Edge:PlainHttp"] = "true",
            ["Everlatch:Edge:Hosts:0"] = Host,
            ["Everlatch:Edge:SlotsFile"] = edge.SlotsFile,
            ["Everlatch:Edge:ProbeMilliseconds"] = "50",
            ["Everlatch:Edge:DrainSeconds"] = "0",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value.Replace("{folder}", edge.Folder, StringComparison.Ordinal)
                .Replace("{port}", $"{edge.Port}", StringComparison.Ordinal)
                .Replace("{tls}", $"{edge.TlsPort}", StringComparison.Ordinal);
        }

        edge.app = EdgeApp.Build(new EdgeStart
        {
            Settings = all,
            Services = added =>
            {
                added.RemoveAll<ILoggerProvider>();
                added.AddSingleton<ILoggerProvider>(edge.events);
                services?.Invoke(added);
            },
        });
        await edge.app.StartAsync(Ct);
        return edge;
    }

    /// <summary>The content of a slots file.</summary>
    public static string SlotsOf(params IEnumerable<(string Name, int Share, IReadOnlyList<StubServer> Servers)> slots) =>
        JsonSerializer.Serialize(new
        {
            slots = slots.Select(slot => new
            {
                name = slot.Name, servers = slot.Servers.Select(server => server.Address), share = slot.Share,
            }),
        });

    /// <summary>Replaces the slots file, as whole as a rename does.</summary>
    public void WriteSlots(string content)
    {
        File.WriteAllText(SlotsFile + ".new", content);
        File.Move(SlotsFile + ".new", SlotsFile, overwrite: true);
    }

    /// <summary>A request for a path under the edge's host.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string? body = null, string host = Host)
    {
        var asItIs = new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true };
        var url = new Uri($"http://127.0.0.1:{Port}{path}", asItIs);
        var request = new HttpRequestMessage(method, url);
        request.Headers.Host = host;
        request.Content = body is null ? null : new StringContent(body);
        return request;
    }

    /// <summary>Sends a request, and reads the whole answer.</summary>
    public async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Answer)> SendAsync(HttpRequestMessage request)
    {
        var answer = await http.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct), answer);
    }

    public Task<(HttpStatusCode Status, string Body, HttpResponseMessage Answer)> GetAsync(string path, string host = Host) =>
        SendAsync(Request(HttpMethod.Get, path, host: host));

    public Task<(HttpStatusCode Status, string Body, HttpResponseMessage Answer)> PostAsync(string path, string body) =>
        SendAsync(Request(HttpMethod.Post, path, body));

    /// <summary>Waits until something holds.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        while (!await holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Ct);
        }
    }

    /// <summary>Stops it, as when its machine is gone.</summary>
    public async Task StopAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await StopAsync();
        folder.Delete(recursive: true);
    }
}
