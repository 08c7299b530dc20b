using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Authorize;

/// <summary>A code goes to an address that the application registered, letter by letter (RFC 9700 §2.1), or nowhere.</summary>
public sealed class RedirectUriTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    [Theory]
    [InlineData("https://app.example/callback?extra=1")]
    [InlineData("https://app.example/callback#fragment")]
    [InlineData("https://app.example/callback/")]
    [InlineData("https://app.example/callback/more")]
    [InlineData("https://app.example/other/../callback")]
    [InlineData("https://app.example/Callback")]
    [InlineData("https://APP.example/callback")]
    [InlineData("https://app.example/%63allback")]
    [InlineData("https://app.example:443/callback")]
    [InlineData("https://app.example:8443/callback")]
    [InlineData("https://app.example@evil.example/callback")]
    [InlineData("https://user@app.example/callback")]
    [InlineData("https://app.example.evil.example/callback")]
    [InlineData("http://app.example/callback")]
    [InlineData("//app.example/callback")]
    [InlineData("/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData(" https://app.example/callback")]
    public async Task Anything_but_the_registered_address_sends_the_browser_nowhere(string address)
    {
        var request = new CodeRequest(await server.AddApplicationAsync()) { RedirectUri = address };
        using var response = await server.Browser(await server.AddPersonAsync()).AuthorizeAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task The_registered_address_gets_the_code()
    {
        var request = new CodeRequest(await server.AddApplicationAsync());
        using var response = await server.Browser(await server.AddPersonAsync()).AuthorizeAsync(request);
        Assert.StartsWith(TestApplication.Callback + "?code=", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_without_an_address_sends_the_browser_nowhere()
    {
        var request = new CodeRequest(await server.AddApplicationAsync())
        {
            Scope = "orders:read", Also = new() { ["redirect_uri"] = null },
        };
        using var response = await server.Browser(await server.AddPersonAsync()).AuthorizeAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("http://127.0.0.1:51234/done", true)]
    [InlineData("http://127.0.0.1/done", true)]
    [InlineData("http://127.0.0.1:51234/other", false)]
    [InlineData("http://127.0.0.2:51234/done", false)]
    [InlineData("http://evil.example:51234/done", false)]
    [InlineData("https://127.0.0.1:51234/done", false)]
    public async Task A_native_application_may_listen_on_any_port_of_its_loopback_address(string address, bool accepted)
    {
        var application = await server.AddApplicationAsync(
            ApplicationKind.Native, draft => draft with { RedirectUris = ["http://127.0.0.1/done"] });
        var request = new CodeRequest(application) { RedirectUri = address };
        using var response = await server.Browser(await server.AddPersonAsync()).AuthorizeAsync(request);
        Assert.Equal(
            accepted, response.Headers.Location?.OriginalString.StartsWith(address + "?code=", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task The_port_of_a_loopback_address_is_part_of_what_a_code_is_bound_to()
    {
        var application = await server.AddApplicationAsync(
            ApplicationKind.Native, draft => draft with { RedirectUris = ["http://127.0.0.1/done"] });
        var request = new CodeRequest(application) { RedirectUri = "http://127.0.0.1:51234/done" };
        var code = await server.Browser(await server.AddPersonAsync()).CodeAsync(request);
        var client = new TestClient(server.Browser(), application);
        Assert.Equal(
            "invalid_grant",
            await client.RedeemAsync(request, code, ("redirect_uri", "http://127.0.0.1:51235/done")).ErrorAsync());
        Assert.Null(await client.RedeemAsync(request, code).ErrorAsync());
    }
}
