using System.Net;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Codes;

public abstract class CodeFlowSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_code_gives_tokens_that_say_who_signed_in()
    {
        var application = await server.AddApplicationAsync();
        var person = await server.AddPersonAsync();
        var request = new CodeRequest(application);
        using var answer = await server.Browser(person).AuthorizeAsync(request);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(server.Issuer, answer.RedirectedTo().Parameter("iss"));
        Assert.Equal("state-1", answer.RedirectedTo().Parameter("state"));

        var client = new TestClient(server.Browser(), application);
        using var response = await client.RedeemAsync(request, answer.RedirectedTo().Parameter("code")!);
        var tokens = await response.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var access = tokens.Jwt("access_token");
        Assert.Equal("at+jwt", access.Typ);
        Assert.Equal("ES256", access.Alg);
        Assert.Equal(server.Issuer, access.Issuer);
        Assert.Equal(person.User.Value, access.Subject);
        Assert.Equal([OidcServer<TEngine>.Orders], access.Audiences);
        Assert.Equal(person.Session.Value, access.GetClaim("sid").Value);
        Assert.Equal(person.Tenants[0].Value, access.GetClaim("tenant_id").Value);
        var id = tokens.Jwt("id_token");
        Assert.Equal(server.Issuer, id.Issuer);
        Assert.Equal("nonce-1", id.GetClaim("nonce").Value);
        Assert.Equal([application.Id.Value], id.Audiences);
    }

    [Fact]
    public async Task A_refresh_token_gives_its_successor()
    {
        var application = await server.AddApplicationAsync();
        var request = new CodeRequest(application);
        var code = await server.Browser(await server.AddPersonAsync()).CodeAsync(request);
        var client = new TestClient(server.Browser(), application);
        var first = await (await client.RedeemAsync(request, code)).JsonAsync();
        var second = await (await client.RefreshAsync(first.Text("refresh_token"))).JsonAsync();
        Assert.NotEqual(first.Text("refresh_token"), second.Text("refresh_token"));
        Assert.Equal(first.Jwt("access_token").Subject, second.Jwt("access_token").Subject);
    }
}

public sealed class CodeFlowOnSqlite(OidcServer<SqliteEngine> server) : CodeFlowSuite<SqliteEngine>(server);

public sealed class CodeFlowOnPostgres(OidcServer<PostgresEngine> server) : CodeFlowSuite<PostgresEngine>(server);
