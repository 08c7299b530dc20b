using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Outages;

/// <summary>An application, a machine and an operator of a product whose database is in trouble.</summary>
internal sealed class OutageClient(UpProcess up) : IDisposable
{
    private const int Attempts = 150;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient http =
        new(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private JsonElement Demo => up.Up.GetProperty("demo");

    private string Environments => up.Up.GetProperty("management").GetProperty("url").GetString() + "/environments";

    /// <summary>What the demo's person gave the demo's application.</summary>
    public async Task<(string Access, string Refresh)> GrantAsync()
    {
        using var grant = JsonDocument.Parse((await NodeScript.RunAsync("grant", up.UpText, Ct)).Output);
        return (
            grant.RootElement.GetProperty("access_token").GetString()!,
            grant.RootElement.GetProperty("refresh_token").GetString()!);
    }

    /// <summary>The operator's token.</summary>
    public Task<string> OperatorAsync() => MachineTokenAsync(up.Up.GetProperty("management"), null);

    public async Task AssertMachinesGoOnAsync(string accessToken)
    {
        for (var i = 0; i < 5; i++)
        {
            await MachineTokenAsync(Demo.GetProperty("machine"), Demo.GetProperty("machine").GetProperty("audience").GetString());
        }

        foreach (var path in new[] { "/.well-known/openid-configuration", "/oauth2/jwks", "/signin", "/health/live" })
        {
            using var answer = await GetAsync(path);
            Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}");
        }

        using var introspection = await PostAsync("/oauth2/introspect", Demo.GetProperty("web"), ("token", accessToken));
        using var body = await JsonAsync(introspection);
        Assert.True(body.RootElement.GetProperty("active").GetBoolean());
    }

    public static async Task AssertUnavailableAsync(HttpResponseMessage answer)
    {
        using (answer)
        {
            var body = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{(int)answer.StatusCode}: {body}");
            Assert.NotNull(answer.Headers.RetryAfter);
            if (answer.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/oauth2", StringComparison.Ordinal))
            {
                Assert.Contains("\"temporarily_unavailable\"", body, StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Spends a refresh token as soon as the server can; until then it may say nothing but 503.</summary>
    /// <returns>Its successor.</returns>
    public async Task<string> AssertRefreshesAgainAsync(string refreshToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            using var answer = await RefreshAsync(refreshToken);
            if (answer.IsSuccessStatusCode)
            {
                using var tokens = await JsonAsync(answer);
                return tokens.RootElement.GetProperty("refresh_token").GetString()!;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            await Task.Delay(Pause, TimeProvider.System, Ct);
        }

        Assert.Fail("the server did not recover with its database");
        return "";
    }

    public Task<HttpResponseMessage> RefreshAsync(string refreshToken) =>
        PostAsync("/oauth2/token", Demo.GetProperty("web"), ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    public Task<HttpResponseMessage> CreateEnvironmentAsync(string token) => SendAsync(
        HttpMethod.Post,
        Environments,
        token,
        new StringContent(JsonSerializer.Serialize(new { name = "Outage", region = "eu" }), Encoding.UTF8, "application/json"));

    /// <summary>Whether an environment is there.</summary>
    public async Task<bool> HasEnvironmentAsync(string token, string id)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"{Environments}/{id}", token);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    public Task<HttpResponseMessage> UserinfoAsync(string token) =>
        SendAsync(HttpMethod.Get, up.Issuer + "/oauth2/userinfo", token);

    /// <summary>Asks for a page with a cookie that could be a session's.</summary>
    public Task<HttpResponseMessage> GetAsync(string path, string? cookie = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, up.Issuer + path);
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }

        return http.SendAsync(request, Ct);
    }

    public void Dispose() => http.Dispose();

    /// <summary>The body of an answer.</summary>
    public static async Task<JsonDocument> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct));

    private async Task<string> MachineTokenAsync(JsonElement client, string? resource)
    {
        (string, string)[] parameters = resource is null
            ? [("grant_type", "client_credentials")]
            : [("grant_type", "client_credentials"), ("resource", resource)];
        using var answer = await PostAsync("/oauth2/token", client, parameters);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        using var body = await JsonAsync(answer);
        return body.RootElement.GetProperty("access_token").GetString()!;
    }

    private Task<HttpResponseMessage> PostAsync(string path, JsonElement client, params (string Name, string Value)[] parameters)
    {
        var credentials = $"{client.GetProperty("client_id").GetString()}:{client.GetProperty("client_secret").GetString()}";
        var request = new HttpRequestMessage(HttpMethod.Post, up.Issuer + path)
        {
            Content = new FormUrlEncodedContent(parameters.ToDictionary(pair => pair.Name, pair => pair.Value)),
        };
        request.Headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        return http.SendAsync(request, Ct);
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string token, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, address) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request, Ct);
    }
}
