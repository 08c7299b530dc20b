using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Moves;

/// <summary>The demo's application and machine, which ask at both regions' edges in turn.</summary>
internal sealed class MovedApplication(UpProcess up) : IDisposable
{
    private const int Attempts = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private string refresh = "";
    private string environment = "";
    private int turn;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private JsonElement Demo => up.Up.GetProperty("demo");

    /// <summary>The id of what the person granted.</summary>
    public string Grant => refresh["ert_".Length..].Split('~')[0];

    /// <summary>Signs the demo's person in, by a browser's way, and keeps what comes of it.</summary>
    public async Task SignInAsync()
    {
        using var grant = JsonDocument.Parse((await NodeScript.RunAsync("grant", up.UpText, Ct)).Output);
        refresh = grant.RootElement.GetProperty("refresh_token").GetString()!;
    }

    /// <summary>The environment's id.</summary>
    public async Task<string> EnvironmentAsync()
    {
        if (environment.Length == 0)
        {
            var management = up.Up.GetProperty("management");
            using var token = await PostAsync(up.Issuer, management, ("grant_type", "client_credentials"));
            using var body = JsonDocument.Parse(await token.Content.ReadAsStringAsync(Ct));
            var list = new Uri(management.GetProperty("url").GetString() + "/environments");
            using var request = new HttpRequestMessage(HttpMethod.Get, list);
            request.Headers.Authorization = new("Bearer", body.RootElement.GetProperty("access_token").GetString());
            using var answer = await http.SendAsync(request, Ct);
            using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
            environment = page.RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
        }

        return environment;
    }

    /// <summary>Asks without an end; how often each thing was answered with each status.</summary>
    public async Task<IReadOnlyDictionary<(string What, HttpStatusCode Status), int>> UseAsync(CancellationToken over)
    {
        var seen = new ConcurrentDictionary<(string, HttpStatusCode), int>();
        while (!over.IsCancellationRequested)
        {
            var edge = NextEdge();
            Count("discovery", await GetAsync(edge, "/.well-known/openid-configuration"));
            Count("keys", await GetAsync(edge, "/oauth2/jwks"));
            Count("page", await GetAsync(edge, "/signin"));
            Count("machine", await MachineAsync(edge));
            Count("refresh", await RefreshAsync(edge));
        }

        return seen;

        void Count(string what, HttpStatusCode status) => seen.AddOrUpdate((what, status), 1, (_, before) => before + 1);
    }

    /// <summary>Refreshes at each edge, which may take a moment to hear where the home is.</summary>
    public async Task RefreshAtBothAsync()
    {
        for (var edge = 0; edge < 2; edge++)
        {
            var at = NextEdge();
            var status = await RefreshAsync(at);
            for (var i = 0; i < Attempts && status == HttpStatusCode.ServiceUnavailable; i++)
            {
                await Task.Delay(Pause, TimeProvider.System, Ct);
                status = await RefreshAsync(at);
            }

            Assert.Equal(HttpStatusCode.OK, status);
        }
    }

    /// <summary>Spends the refresh token, and keeps its successor when there is one.</summary>
    public async Task<HttpStatusCode> RefreshAsync(string? edge = null)
    {
        using var answer = await PostAsync(
            edge ?? up.Issuer, Demo.GetProperty("web"), ("grant_type", "refresh_token"), ("refresh_token", refresh));
        if (answer.IsSuccessStatusCode)
        {
            using var tokens = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
            refresh = tokens.RootElement.GetProperty("refresh_token").GetString()!;
        }

        return answer.StatusCode;
    }

    /// <summary>Gets a machine's token.</summary>
    public async Task<HttpStatusCode> MachineAsync(string edge)
    {
        var machine = Demo.GetProperty("machine");
        using var answer = await PostAsync(
            edge, machine, ("grant_type", "client_credentials"), ("resource", machine.GetProperty("audience").GetString()!));
        return answer.StatusCode;
    }

    public void Dispose() => http.Dispose();

    private string NextEdge() => $"http://localhost:{up.Port + (turn++ % 2)}";

    private async Task<HttpStatusCode> GetAsync(string edge, string path)
    {
        using var answer = await http.GetAsync(new Uri(edge + path), Ct);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> PostAsync(
        string edge, JsonElement client, params (string Name, string Value)[] parameters)
    {
        var credentials = $"{client.GetProperty("client_id").GetString()}:{client.GetProperty("client_secret").GetString()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(edge + "/oauth2/token"))
        {
            Content = new FormUrlEncodedContent(parameters.ToDictionary(pair => pair.Name, pair => pair.Value)),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return await http.SendAsync(request, Ct);
    }
}
