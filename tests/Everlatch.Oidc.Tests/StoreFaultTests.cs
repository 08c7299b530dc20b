using System.Net;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Tests;

/// <summary>
/// A stopped database is 503 at every endpoint that needs it, and no client is told that its tokens are worthless.
/// </summary>
public sealed class StoreFaultTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    [Fact]
    public async Task Every_endpoint_says_unavailable_and_works_again_afterwards()
    {
        var application = await server.AddApplicationAsync();
        var device = await server.AddApplicationAsync(Directory.Entries.ApplicationKind.Device);
        var person = await server.AddPersonAsync();
        var (client, browser) = (new TestClient(server.Browser(), application), server.Browser(person));
        var request = new CodeRequest(application);
        var code = await browser.CodeAsync(request);
        var tokens = await (await client.RedeemAsync(request, await browser.CodeAsync(request))).JsonAsync();
        var (access, refresh) = (tokens.Text("access_token"), tokens.Text("refresh_token"));
        var hint = tokens.Text("id_token");
        var pushed = await (await client.PostAsync("/oauth2/par", Parameters(request))).JsonAsync();
        var pushedPath = QueryHelpers.AddQueryString(
            "/oauth2/authorize",
            new Dictionary<string, string?>
            {
                ["client_id"] = application.Id.Value,
                ["request_uri"] = pushed.Text("request_uri"),
            });

        server.IsDatabaseDown = true;
        try
        {
            var faulty = new Dictionary<string, Task<HttpResponseMessage>>
            {
                ["authorize"] = browser.AuthorizeAsync(request),
                ["authorize with a hint"] = browser.AuthorizeAsync(request with { Also = new() { ["id_token_hint"] = hint } }),
                ["authorize pushed"] = browser.GetAsync(pushedPath),
                ["par"] = client.PostAsync("/oauth2/par", Parameters(request)),
                ["code"] = client.RedeemAsync(request, code),
                ["refresh"] = client.RefreshAsync(refresh),
                ["introspect refresh token"] = client.PostAsync("/oauth2/introspect", [("token", refresh)]),
                ["revoke refresh token"] = client.PostAsync("/oauth2/revoke", [("token", refresh)]),
                ["revoke access token"] = client.PostAsync("/oauth2/revoke", [("token", access)]),
                ["userinfo"] = browser.GetAsync("/oauth2/userinfo", access),
                ["logout"] = browser.GetAsync("/oauth2/logout?id_token_hint=" + hint),
                ["device"] = new TestClient(server.Browser(), device).PostAsync("/oauth2/device", [("scope", "openid")]),
                ["device code"] = new TestClient(server.Browser(), device).PostAsync(
                    "/oauth2/token",
                    [
                        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                        ("device_code", "eld_" + new string('a', 43)),
                    ]),
            };
            foreach (var (name, answer) in faulty)
            {
                using var response = await answer;
                Assert.True(response.StatusCode == HttpStatusCode.ServiceUnavailable, $"{name}: {response.StatusCode}");
                Assert.NotNull(response.Headers.RetryAfter);
                Assert.Equal("temporarily_unavailable", (await response.JsonAsync()).Text("error"));
            }

            foreach (var path in new[] { "/.well-known/openid-configuration", "/oauth2/jwks" })
            {
                using var response = await server.Browser().GetAsync(path);
                Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            }

            using var introspected = await client.PostAsync("/oauth2/introspect", [("token", access)]);
            Assert.True((bool)(await introspected.JsonAsync())["active"]!);
        }
        finally
        {
            server.IsDatabaseDown = false;
        }

        Assert.Equal(HttpStatusCode.OK, (await client.RedeemAsync(request, code)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.RefreshAsync(refresh)).StatusCode);
        Assert.NotNull((await browser.GetAsync(pushedPath)).RedirectedTo().Parameter("code"));
    }

    private static IEnumerable<(string, string?)> Parameters(CodeRequest request) =>
        request.ToParameters().Select(pair => (pair.Key, (string?)pair.Value));
}
