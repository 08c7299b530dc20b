using System.Net;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Userinfo;

public abstract class UserinfoSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    private static readonly Statement Rename = Statement.Write(
        "testing.rename_user", "update users set name = 'Ada King' where environment_id = @environment and id = @user");

    [Fact]
    public async Task It_says_what_the_scopes_give_away_as_it_is_now()
    {
        var signedIn = await server.SignInAsync();
        await server.Database.ExecuteAsync(
            Rename, new { environment = server.Environment, user = signedIn.Person.User }, TestContext.Current.CancellationToken);
        var json = await (await server.Browser().GetAsync("/oauth2/userinfo", signedIn.Access)).JsonAsync();
        Assert.Equal(signedIn.Person.User.Value, json.Text("sub"));
        Assert.Equal("Ada King", json.Text("name"));
        Assert.EndsWith("@example.com", json.Text("email"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_no_more_than_the_scopes_give_away()
    {
        var signedIn = await server.SignInAsync(change: request => request with { Scope = "openid" });
        var json = await (await server.Browser().GetAsync("/oauth2/userinfo", signedIn.Access)).JsonAsync();
        Assert.Single(json);
    }

    [Fact]
    public async Task A_token_without_openid_is_not_enough()
    {
        var signedIn = await server.SignInAsync(change: request => request with { Scope = "orders:read" });
        using var response = await server.Browser().GetAsync("/oauth2/userinfo", signedIn.Access);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("insufficient_scope", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_told_without_a_token_that_counts()
    {
        var signedIn = await server.SignInAsync();
        using var none = await server.Browser().GetAsync("/oauth2/userinfo");
        Assert.Equal("Bearer", none.Headers.WwwAuthenticate.ToString());
        foreach (var token in new[] { signedIn.Identity, signedIn.Refresh, signedIn.Access[..^4] + "AAAA", "nonsense" })
        {
            using var response = await server.Browser().GetAsync("/oauth2/userinfo", token);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_session_that_has_ended_has_no_userinfo()
    {
        var signedIn = await server.SignInAsync();
        await server.EndSessionAsync(signedIn.Person);
        using var response = await server.Browser().GetAsync("/oauth2/userinfo", signedIn.Access);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}

public sealed class UserinfoOnSqlite(OidcServer<SqliteEngine> server) : UserinfoSuite<SqliteEngine>(server);

public sealed class UserinfoOnPostgres(OidcServer<PostgresEngine> server) : UserinfoSuite<PostgresEngine>(server);
