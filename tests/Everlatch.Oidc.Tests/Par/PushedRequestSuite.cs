using System.Net;
using Everlatch.Oidc.Par;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Tests.Par;

public abstract class PushedRequestSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_pushed_request_gives_one_code()
    {
        var (request, address) = await PushAsync(await server.AddApplicationAsync());
        var browser = server.Browser(await server.AddPersonAsync());
        using var answer = await browser.GetAsync(address);
        Assert.Equal("state-1", answer.RedirectedTo().Parameter("state"));
        var client = new TestClient(server.Browser(), request.Application);
        Assert.Null(await client.RedeemAsync(request, answer.RedirectedTo().Parameter("code")!).ErrorAsync());
        using var again = await browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task It_survives_the_way_through_sign_in()
    {
        var (_, address) = await PushAsync(await server.AddApplicationAsync());
        using var away = await server.Browser().GetAsync(address);
        var back = away.RedirectedTo().Parameter("return")!;
        using var answer = await server.Browser(await server.AddPersonAsync()).GetAsync(back);
        Assert.NotNull(answer.RedirectedTo().Parameter("code"));
    }

    [Fact]
    public async Task It_expires()
    {
        var (_, address) = await PushAsync(await server.AddApplicationAsync());
        server.Clock.Advance(PushedRequest.Life);
        using var answer = await server.Browser(await server.AddPersonAsync()).GetAsync(address);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Another_application_cannot_use_it()
    {
        var (_, address) = await PushAsync(await server.AddApplicationAsync());
        var other = await server.AddApplicationAsync();
        var requestUri = new Uri(address, UriKind.Relative).Parameter("request_uri");
        using var answer = await server.Browser(await server.AddPersonAsync()).GetAsync(Address(other, requestUri!));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Parameters_beside_it_do_not_count()
    {
        var (_, address) = await PushAsync(await server.AddApplicationAsync());
        var tampered = address + "&redirect_uri=https%3A%2F%2Fevil.example%2F&scope=admin";
        using var answer = await server.Browser(await server.AddPersonAsync()).GetAsync(tampered);
        Assert.StartsWith(TestApplication.Callback + "?code=", answer.RedirectedTo().OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_secret", "els_wrong", "invalid_client")]
    [InlineData("client_secret", null, "invalid_client")]
    [InlineData("redirect_uri", "https://evil.example/", "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("scope", "admin", "invalid_scope")]
    [InlineData("resource", "https://unknown.example/", "invalid_target")]
    [InlineData("request_uri", "urn:ietf:params:oauth:request_uri:elp_x", "invalid_request")]
    public async Task What_is_wrong_is_told_before_any_browser_is_sent(string name, string? value, string error)
    {
        var request = new CodeRequest(await server.AddApplicationAsync());
        var client = new TestClient(server.Browser(), request.Application);
        Assert.Equal(error, await client.PostAsync("/oauth2/par", [.. Parameters(request), (name, value)]).ErrorAsync());
    }

    [Fact]
    public async Task An_application_that_must_push_cannot_send_a_plain_request()
    {
        var application = await server.AddApplicationAsync(
            change: draft => draft with { Settings = draft.Settings with { RequirePushedRequests = true } });
        var (_, address) = await PushAsync(application);
        var browser = server.Browser(await server.AddPersonAsync());
        using var plain = await browser.AuthorizeAsync(new CodeRequest(application));
        Assert.Null(plain.RedirectedTo().Parameter("code"));
        using var pushed = await browser.GetAsync(address);
        Assert.NotNull(pushed.RedirectedTo().Parameter("code"));
    }

    private async Task<(CodeRequest Request, string Address)> PushAsync(TestApplication application)
    {
        var request = new CodeRequest(application);
        using var response = await new TestClient(server.Browser(), application).PostAsync("/oauth2/par", Parameters(request));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (request, Address(application, (await response.JsonAsync()).Text("request_uri")));
    }

    private static string Address(TestApplication application, string requestUri) => QueryHelpers.AddQueryString(
        "/oauth2/authorize",
        new Dictionary<string, string?> { ["client_id"] = application.Id.Value, ["request_uri"] = requestUri });

    private static IEnumerable<(string, string?)> Parameters(CodeRequest request) =>
        request.ToParameters().Select(pair => (pair.Key, (string?)pair.Value));
}

public sealed class PushedRequestOnSqlite(OidcServer<SqliteEngine> server) : PushedRequestSuite<SqliteEngine>(server);

public sealed class PushedRequestOnPostgres(OidcServer<PostgresEngine> server) : PushedRequestSuite<PostgresEngine>(server);
