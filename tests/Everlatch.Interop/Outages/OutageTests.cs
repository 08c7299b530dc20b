using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Everlatch.Testing.Processes;

namespace Everlatch.Interop.Outages;

/// <summary>With the primary down a fault is 503 and says nothing about the caller; what needs no database goes on; nothing is lost.</summary>
public sealed class OutageTests(UpOnPostgres server) : IClassFixture<UpOnPostgres>, IDisposable
{
    private const int Attempts = 150;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    private readonly HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private JsonElement Demo => server.Up.Up.GetProperty("demo");

    [Theory]
    [InlineData(Outage.Stopped)]
    [InlineData(Outage.Frozen)]
    [InlineData(Outage.ReadOnly)]
    public async Task Machines_go_on_everything_else_says_503_and_nothing_is_lost(Outage outage)
    {
        using var grant = JsonDocument.Parse((await NodeScript.RunAsync("grant", server.Up.UpText, Ct)).Output);
        var refreshToken = grant.RootElement.GetProperty("refresh_token").GetString()!;
        var accessToken = grant.RootElement.GetProperty("access_token").GetString()!;
        var management = await MachineTokenAsync(server.Up.Up.GetProperty("management"), null);

        await BeginAsync(outage);
        try
        {
            await AssertMachinesGoOnAsync(accessToken);
            await AssertUnavailableAsync(await RefreshAsync(refreshToken));
            await AssertUnavailableAsync(await CreateEnvironmentAsync(management));
            await AssertBlamesNobodyAsync(outage, accessToken);
        }
        finally
        {
            await EndAsync(outage);
        }

        await AssertRefreshesAgainAsync(refreshToken);
    }

    public void Dispose() => http.Dispose();

    private async Task AssertMachinesGoOnAsync(string accessToken)
    {
        for (var i = 0; i < 5; i++)
        {
            await MachineTokenAsync(Demo.GetProperty("machine"), Demo.GetProperty("machine").GetProperty("audience").GetString());
        }

        foreach (var path in new[] { "/.well-known/openid-configuration", "/oauth2/jwks", "/signin", "/health/live" })
        {
            using var answer = await http.GetAsync(new Uri(server.Up.Issuer + path), Ct);
            Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}");
        }

        using var introspection = await PostAsync("/oauth2/introspect", Demo.GetProperty("web"), ("token", accessToken));
        using var body = JsonDocument.Parse(await introspection.Content.ReadAsStringAsync(Ct));
        Assert.True(body.RootElement.GetProperty("active").GetBoolean());
    }

    // A session's cookie, a code, a token: whatever needs the store may be unavailable, and must not be called wrong.
    private async Task AssertBlamesNobodyAsync(Outage outage, string accessToken)
    {
        using var userinfo = new HttpRequestMessage(HttpMethod.Get, server.Up.Issuer + "/oauth2/userinfo");
        userinfo.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var account = new HttpRequestMessage(HttpMethod.Get, server.Up.Issuer + "/account");
        account.Headers.Add("Cookie", "everlatch=elk_0000000000000000000000000000000000000000000");
        using var person = await http.SendAsync(userinfo, Ct);
        Assert.Contains(person.StatusCode, new[] { HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable });

        // Nobody's session, which only a database that reads may say.
        using var session = await http.SendAsync(account, Ct);
        Assert.Equal(outage == Outage.ReadOnly ? HttpStatusCode.SeeOther : HttpStatusCode.ServiceUnavailable, session.StatusCode);
    }

    private static async Task AssertUnavailableAsync(HttpResponseMessage answer)
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

    private async Task AssertRefreshesAgainAsync(string refreshToken)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            using var answer = await RefreshAsync(refreshToken);
            if (answer.IsSuccessStatusCode)
            {
                return;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            await Task.Delay(Pause, TimeProvider.System, Ct);
        }

        Assert.Fail("the server did not recover with its database");
    }

    private Task<HttpResponseMessage> RefreshAsync(string refreshToken) =>
        PostAsync("/oauth2/token", Demo.GetProperty("web"), ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    private async Task<HttpResponseMessage> CreateEnvironmentAsync(string token)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, $"{server.Up.Up.GetProperty("management").GetProperty("url").GetString()}/environments");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = new StringContent(
            JsonSerializer.Serialize(new { name = "Outage", region = "eu" }), Encoding.UTF8, "application/json");
        return await http.SendAsync(request, Ct);
    }

    private async Task<string> MachineTokenAsync(JsonElement client, string? resource)
    {
        (string, string)[] parameters = resource is null
            ? [("grant_type", "client_credentials")]
            : [("grant_type", "client_credentials"), ("resource", resource)];
        using var answer = await PostAsync("/oauth2/token", client, parameters);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, text);
        using var body = JsonDocument.Parse(text);
        return body.RootElement.GetProperty("access_token").GetString()!;
    }

    private async Task<HttpResponseMessage> PostAsync(string path, JsonElement client, params (string Name, string Value)[] parameters)
    {
        var credentials = $"{client.GetProperty("client_id").GetString()}:{client.GetProperty("client_secret").GetString()}";
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Up.Issuer + path);
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
        request.Content = new FormUrlEncodedContent(parameters.ToDictionary(pair => pair.Name, pair => pair.Value));
        return await http.SendAsync(request, Ct);
    }

    private Task BeginAsync(Outage outage) => outage switch
    {
        Outage.Stopped => server.Postgres.CrashAsync(),
        Outage.Frozen => server.Postgres.FreezeAsync(),
        _ => server.Postgres.SetReadOnlyAsync(true),
    };

    private Task EndAsync(Outage outage) => outage switch
    {
        Outage.Stopped => server.Postgres.ReviveAsync(),
        Outage.Frozen => server.Postgres.ThawAsync(),
        _ => server.Postgres.SetReadOnlyAsync(false),
    };
}
