using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Protocol;

/// <summary>
/// What one host or environment gives is worth nothing at another environment, and keeps its issuer at another host.
/// </summary>
public sealed class HostTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    [Fact]
    public async Task Another_environment_gives_nothing_for_our_codes_and_refresh_tokens()
    {
        var signedIn = await server.SignInAsync();
        var request = new CodeRequest(signedIn.Application);
        var code = await server.Browser(signedIn.Person).CodeAsync(request);
        var other = await server.OtherEnvironmentAsync();

        Assert.Equal("invalid_grant", await other.Client.RedeemAsync(request, code).ErrorAsync());
        Assert.Equal("invalid_grant", await other.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
        Assert.Equal(
            "invalid_client",
            await new TestClient(other.Network, signedIn.Application).RefreshAsync(signedIn.Refresh).ErrorAsync());

        Assert.Null(await signedIn.Client.RedeemAsync(request, code).ErrorAsync());
        Assert.Null(await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
    }

    [Fact]
    public async Task Another_environment_does_not_know_our_sessions()
    {
        var person = await server.AddPersonAsync();
        var other = await server.OtherEnvironmentAsync();
        var request = new CodeRequest(other.Application) { Scope = "openid" };
        using var response = await new TestBrowser(server.Issuer, person.Cookie, other.Host).AuthorizeAsync(request);
        Assert.StartsWith("/signin?", response.RedirectedTo().OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_grant_keeps_the_issuer_that_it_was_made_at_wherever_it_is_refreshed()
    {
        var signedIn = await server.SignInAsync(change: request => request with { Scope = "openid offline_access" });
        var host = await server.AddHostAsync();
        var elsewhere = new TestClient(new TestBrowser(server.Issuer, null, host), signedIn.Application);
        using var response = await elsewhere.RefreshAsync(signedIn.Refresh);
        Assert.Equal(server.Issuer, (await response.JsonAsync()).Jwt("id_token").Issuer);
    }

    [Fact]
    public async Task A_code_and_what_comes_of_it_name_the_issuer_at_which_the_person_was_asked()
    {
        var host = await server.AddHostAsync();
        var signedIn = await server.SignInAsync();
        var request = new CodeRequest(signedIn.Application) { Scope = "openid offline_access" };
        var code = await server.Browser(signedIn.Person).CodeAsync(request);
        var elsewhere = new TestClient(new TestBrowser(server.Issuer, null, host), signedIn.Application);

        using var redeemed = await elsewhere.RedeemAsync(request, code);
        var tokens = await redeemed.JsonAsync();
        Assert.Equal(server.Issuer, tokens.Jwt("id_token").Issuer);
        Assert.Equal(server.Issuer, tokens.Jwt("access_token").Issuer);
        using var refreshed = await elsewhere.RefreshAsync(tokens.Text("refresh_token"));
        Assert.Equal(server.Issuer, (await refreshed.JsonAsync()).Jwt("access_token").Issuer);
    }

    [Fact]
    public async Task A_host_has_an_issuer_of_its_own_in_metadata_and_answers()
    {
        var host = await server.AddHostAsync();
        var metadata =
            await (await new TestBrowser(server.Issuer, null, host).GetAsync("/.well-known/openid-configuration")).JsonAsync();
        Assert.Equal("https://" + host, metadata.Text("issuer"));
        Assert.Equal($"https://{host}/oauth2/token", metadata.Text("token_endpoint"));
    }

    [Fact]
    public async Task A_page_of_any_origin_may_read_tokens_and_not_authorize()
    {
        var signedIn = await server.SignInAsync();
        using var token = await server.Browser().PreflightAsync("/oauth2/token", "https://app.example");
        Assert.Equal(["*"], token.Headers.GetValues("Access-Control-Allow-Origin"));
        using var authorize = await server.Browser(signedIn.Person).PreflightAsync("/oauth2/authorize", "https://app.example");
        Assert.False(authorize.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
