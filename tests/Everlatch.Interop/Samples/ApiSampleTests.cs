using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Everlatch.Interop.Samples;

/// <summary>An API made of the framework's own parts lets in who brings a token of ours for it, and nobody else.</summary>
public sealed class ApiSampleTests(ApiProcess api) : IClassFixture<ApiProcess>, IDisposable
{
    private readonly HttpClient http = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private JsonElement Machine => api.Up.Up.GetProperty("demo").GetProperty("machine");

    private string Audience => Machine.GetProperty("audience").GetString()!;

    [Fact]
    public async Task A_machine_with_a_token_for_it_is_let_in()
    {
        using var answer = await api.GetInvoicesAsync(await TokenAsync(Machine, Audience, "invoices:read"), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>(Ct);
        Assert.Equal(Machine.GetProperty("client_id").GetString(), (string?)body!["caller"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("nonsense")]
    public async Task Nobody_is_let_in_without_a_token(string? token) => await AssertAsync(HttpStatusCode.Unauthorized, token);

    [Fact]
    public async Task A_token_for_something_else_lets_nobody_in() =>
        await AssertAsync(HttpStatusCode.Unauthorized, await TokenAsync(api.Up.Up.GetProperty("management"), null, null));

    [Fact]
    public async Task A_token_without_the_scope_is_not_enough() =>
        await AssertAsync(HttpStatusCode.Forbidden, await TokenAsync(Machine, Audience, "invoices:write"));

    [Fact]
    public async Task A_token_whose_time_is_over_lets_nobody_in()
    {
        var token = await TokenAsync(Machine, Audience, "invoices:read");
        await AssertAsync(HttpStatusCode.OK, await Forger.ChangeAsync(api.Up, token, _ => { }, Ct));

        // The framework grants clocks that differ five minutes.
        await AssertAsync(
            HttpStatusCode.Unauthorized, await Forger.ChangeAsync(api.Up, token, Age(TimeSpan.FromMinutes(20)), Ct));
    }

    [Fact]
    public async Task A_token_that_somebody_changed_lets_nobody_in()
    {
        var own = (await TokenAsync(Machine, Audience, "invoices:write")).Split('.');
        var other = (await TokenAsync(Machine, Audience, "invoices:read")).Split('.');
        await AssertAsync(HttpStatusCode.Unauthorized, $"{own[0]}.{other[1]}.{own[2]}");
    }

    public void Dispose() => http.Dispose();

    private static Action<JsonObject> Age(TimeSpan by) => claims =>
    {
        foreach (var name in (string[])["exp", "iat", "nbf"])
        {
            if (claims[name] is { } time)
            {
                claims[name] = (long)time - (long)by.TotalSeconds;
            }
        }
    };

    private async Task AssertAsync(HttpStatusCode expected, string? token)
    {
        using var answer = await api.GetInvoicesAsync(token, Ct);
        Assert.Equal(expected, answer.StatusCode);
    }

    private async Task<string> TokenAsync(JsonElement client, string? resource, string? scope)
    {
        var form = new Dictionary<string, string?>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = client.GetProperty("client_id").GetString(),
            ["client_secret"] = client.GetProperty("client_secret").GetString(),
            ["resource"] = resource,
            ["scope"] = scope,
        };
        using var content = new FormUrlEncodedContent(form.Where(pair => pair.Value is not null));
        using var answer = await http.PostAsync(new Uri(api.Up.Issuer + "/oauth2/token"), content, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!["access_token"]!;
    }
}
