using System.Net;
using System.Text;
using System.Text.Json;

namespace Everlatch.Interop.Outages;

/// <summary>An application that talks to both servers of a region, and an operator who looks at their health.</summary>
internal sealed class RegionClient(Region region) : IDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The first server.</summary>
    public string First => region.Up.Issuer;

    /// <summary>The second one.</summary>
    public string Second => region.Second.Address;

    /// <summary>Spends a refresh token at a server; the successor, and for how long the access token lives.</summary>
    public async Task<(string Refresh, int Seconds)> RefreshAsync(string server, string refresh)
    {
        using var answer = await TryRefreshAsync(server, refresh);
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{(int)answer.StatusCode}: {body}");
        using var tokens = JsonDocument.Parse(body);
        return (
            tokens.RootElement.GetProperty("refresh_token").GetString()!,
            tokens.RootElement.GetProperty("expires_in").GetInt32());
    }

    /// <summary>The same, whatever comes of it.</summary>
    public Task<HttpResponseMessage> TryRefreshAsync(string server, string refresh)
    {
        var web = region.Up.Up.GetProperty("demo").GetProperty("web");
        var credentials = $"{web.GetProperty("client_id").GetString()}:{web.GetProperty("client_secret").GetString()}";
        var request = new HttpRequestMessage(HttpMethod.Post, server + "/oauth2/token")
        {
            Content = new FormUrlEncodedContent(
                new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh }),
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return http.SendAsync(request, Ct);
    }

    /// <summary>Returns when both servers stand on a rung, on the top one with nothing left in their journals.</summary>
    public async Task UntilAsync(string rung, params string[] servers)
    {
        foreach (var server in servers.Length > 0 ? servers : [First, Second])
        {
            while (!await IsOnAsync(server, rung))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Ct);
            }
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<bool> IsOnAsync(string server, string rung)
    {
        using var answer = await http.GetAsync(server + "/health/ready", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var header = answer.Headers.TryGetValues("Everlatch-Rung", out var values) ? values.Single() : "primary";
        using var report = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));
        return header == rung
            && report.RootElement.GetProperty("rung").GetString() == rung
            && (rung != "primary" || report.RootElement.GetProperty("journal_entries").GetInt32() == 0);
    }
}
