using System.Net;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Authorize;

/// <summary>What is wrong with a request is told to the application, at its address, with state and issuer.</summary>
public sealed class AuthorizationRequestTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge", "tooshort", "invalid_request")]
    [InlineData("code_challenge", "!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", "invalid_request")]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code id_token", "unsupported_response_type")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "form_post", "invalid_request")]
    [InlineData("response_mode", "nonsense", "invalid_request")]
    [InlineData("scope", "openid admin", "invalid_scope")]
    [InlineData("scope", "openid stock:read", "invalid_scope")]
    [InlineData("resource", "https://stock.example/", "invalid_target")]
    [InlineData("resource", "https://unknown.example/", "invalid_target")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("request", "e30.e30.", "request_not_supported")]
    [InlineData("request_uri", "https://evil.example/request", "request_uri_not_supported")]
    public async Task A_wrong_parameter_is_told_to_the_application(string name, string? value, string error)
    {
        var request = new CodeRequest(await server.AddApplicationAsync()) { Also = new() { [name] = value } };
        using var response = await server.Browser(await server.AddPersonAsync()).AuthorizeAsync(request);
        var answer = response.RedirectedTo();
        Assert.StartsWith(TestApplication.Callback + "?", answer.OriginalString, StringComparison.Ordinal);
        Assert.Equal(error, answer.Parameter("error"));
        Assert.Equal("state-1", answer.Parameter("state"));
        Assert.Equal(server.Issuer, answer.Parameter("iss"));
        Assert.Null(answer.Parameter("code"));
    }

    [Theory]
    [InlineData("scope", "openid")]
    [InlineData("scope", "openid orders:read")]
    [InlineData("resource", "https://orders.example/")]
    [InlineData("response_mode", "query")]
    [InlineData("max_age", "60")]
    [InlineData("acr_values", "urn:everlatch:acr:1")]
    [InlineData("ui_locales", "de en")]
    [InlineData("login_hint", "ada@example.com")]
    [InlineData("unknown_parameter", "ignored")]
    public async Task A_right_parameter_is_accepted(string name, string value)
    {
        var request = new CodeRequest(await server.AddApplicationAsync()) { Also = new() { [name] = value } };
        Assert.NotEmpty(await server.Browser(await server.AddPersonAsync()).CodeAsync(request));
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("redirect_uri")]
    [InlineData("scope")]
    [InlineData("code_challenge")]
    [InlineData("state")]
    public async Task A_parameter_that_comes_twice_gives_no_code(string name)
    {
        var request = new CodeRequest(await server.AddApplicationAsync());
        var query = string.Join('&', request.ToParameters().Append(new(name, request.ToParameters()[name]))
            .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}"));
        using var response = await server.Browser(await server.AddPersonAsync()).GetAsync("/oauth2/authorize?" + query);
        Assert.Null(response.Headers.Location?.Parameter("code"));
    }

    [Fact]
    public async Task An_unknown_or_disabled_application_sends_the_browser_nowhere()
    {
        var disabled = await server.AddApplicationAsync();
        await server.DisableAsync(disabled);
        var unknown = disabled with { Id = Core.Ids.Id.New<Core.Ids.AppId>(server.Clock) };
        foreach (var application in new[] { disabled, unknown })
        {
            using var response = await server.Browser(await server.AddPersonAsync()).AuthorizeAsync(new CodeRequest(application));
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Null(response.Headers.Location);
        }
    }

    [Fact]
    public async Task A_posted_request_comes_again_as_a_navigation()
    {
        var request = new CodeRequest(await server.AddApplicationAsync());
        using var posted = await server.Browser().PostAsync("/oauth2/authorize", request.ToParameters());
        Assert.Equal(HttpStatusCode.SeeOther, posted.StatusCode);
        var again = posted.RedirectedTo().OriginalString;
        Assert.StartsWith("/oauth2/authorize?", again, StringComparison.Ordinal);
        using var response = await server.Browser(await server.AddPersonAsync()).GetAsync(again);
        Assert.NotNull(response.RedirectedTo().Parameter("code"));
    }
}
