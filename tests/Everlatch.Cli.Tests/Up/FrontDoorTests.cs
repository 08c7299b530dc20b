using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Everlatch.Testing.Processes;

[assembly: AssemblyFixture(typeof(UpProcess))]

namespace Everlatch.Cli.Tests.Up;

/// <summary>What a stranger meets before any feature is asked.</summary>
public sealed class FrontDoorTests(UpProcess up) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/signin")]
    [InlineData("GET", "/.well-known/openid-configuration")]
    [InlineData("GET", "/oauth2/jwks")]
    [InlineData("POST", "/oauth2/token")]
    [InlineData("GET", "/api/v1/environments")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/nothing/here")]
    public async Task An_unknown_host_is_misdirected_everywhere(string method, string path)
    {
        using var answer = await SendAsync(method, path, ("Host", "login.evil.example"));
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
        Assert.Equal("EL1001", await IdAsync(answer));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("localhost.")]
    [InlineData("127.0.0.1:1")]
    public async Task A_known_host_is_served_however_it_is_spelt(string host)
    {
        using var answer = await SendAsync("GET", "/.well-known/openid-configuration", ("Host", host));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Forwarded_headers_of_strangers_change_nothing()
    {
        using var answer = await SendAsync(
            "GET",
            "/.well-known/openid-configuration",
            ("X-Forwarded-Host", "evil.example"),
            ("X-Forwarded-Proto", "https"),
            ("Forwarded", "host=evil.example;proto=https"));
        var document = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.All(
            document.EnumerateObject().Where(
                member => member.Name is "issuer" || member.Name.EndsWith("_endpoint", StringComparison.Ordinal)),
            member => Assert.StartsWith(up.Issuer, member.Value.GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/health/schema")]
    public async Task Health_is_told_to_whoever_asks_by_address(string path)
    {
        using var answer = await SendAsync("GET", path, ("Host", "10.0.0.1"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Metrics_are_read_from_this_machine()
    {
        using var answer = await SendAsync("GET", "/metrics");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(
            "everlatch_directory_age_seconds",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_response_says_that_it_is_not_to_be_sniffed_or_stored()
    {
        using var answer = await SendAsync("GET", "/nothing/here");
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.NotEmpty(answer.Headers.GetValues("X-Request-Id").Single());
    }

    [Theory]
    [InlineData("/oauth2/token", 65 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/oauth2/par", 65 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/oauth2/introspect", 65 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/signin", 65 * 1024, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData("/oauth2/token", 1024, HttpStatusCode.BadRequest)]
    public async Task A_form_is_bounded(string path, int bytes, HttpStatusCode expected)
    {
        using var form = new FormUrlEncodedContent([new("scope", new string('x', bytes))]);
        using var answer = await http.PostAsync(new Uri(up.Issuer + path), form, TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData(33 * 1024, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    [InlineData(16 * 1024, HttpStatusCode.OK)]
    public async Task Headers_are_bounded(int bytes, HttpStatusCode expected)
    {
        using var answer = await SendAsync("GET", "/health/live", ("X-Large", new string('x', bytes)));
        Assert.Equal(expected, answer.StatusCode);
    }

    public void Dispose() => http.Dispose();

    private static async Task<string?> IdAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("id")
            .GetString();

    private async Task<HttpResponseMessage> SendAsync(string method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(up.Issuer + path));
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
