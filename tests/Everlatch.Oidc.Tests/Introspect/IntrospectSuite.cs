using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Introspect;

public abstract class IntrospectSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task An_application_learns_everything_about_its_own_token()
    {
        var signedIn = await server.SignInAsync();
        using var response = await signedIn.Client.PostAsync("/oauth2/introspect", [("token", signedIn.Access)]);
        var json = await response.JsonAsync();
        Assert.True((bool)json["active"]!);
        Assert.Equal("Bearer", json.Text("token_type"));
        Assert.Equal(server.Issuer, json.Text("iss"));
        Assert.Equal(signedIn.Person.User.Value, json.Text("sub"));
        Assert.Equal("openid profile email", json.Text("scope"));
        Assert.Equal("owner", (string?)json["roles"]![0]);
    }

    [Fact]
    public async Task A_client_of_the_api_that_a_token_is_for_may_look_at_it()
    {
        var signedIn = await server.SignInAsync();
        var api = new TestClient(server.Browser(), await server.AddApplicationAsync());
        Assert.True(await IsActiveAsync(api, signedIn.Access));
    }

    [Fact]
    public async Task A_client_of_another_api_learns_nothing()
    {
        var signedIn = await server.SignInAsync();
        var stock = new ApiGrant(server.Apis[OidcServer<TEngine>.Stock], []);
        var other = new TestClient(
            server.Browser(), await server.AddApplicationAsync(change: draft => draft with { Apis = [stock] }));
        using var response = await other.PostAsync("/oauth2/introspect", [("token", signedIn.Access)]);
        var json = await response.JsonAsync();
        Assert.False((bool)json["active"]!);
        Assert.Single(json);
    }

    [Fact]
    public async Task A_refresh_token_is_active_for_its_own_application_until_it_is_spent()
    {
        var signedIn = await server.SignInAsync();
        var stranger = new TestClient(server.Browser(), await server.AddApplicationAsync());
        Assert.True(await IsActiveAsync(signedIn.Client, signedIn.Refresh));
        Assert.False(await IsActiveAsync(stranger, signedIn.Refresh));
        await signedIn.Client.RefreshAsync(signedIn.Refresh);
        Assert.False(await IsActiveAsync(signedIn.Client, signedIn.Refresh));
    }

    [Fact]
    public async Task Looking_at_a_refresh_token_does_not_spend_it()
    {
        var signedIn = await server.SignInAsync();
        await IsActiveAsync(signedIn.Client, signedIn.Refresh);
        server.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Null(await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
    }

    [Fact]
    public async Task An_expired_token_is_not_active()
    {
        var signedIn = await server.SignInAsync();
        server.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.False(await IsActiveAsync(signedIn.Client, signedIn.Access));
    }

    [Fact]
    public async Task An_identity_token_is_not_active()
    {
        var signedIn = await server.SignInAsync();
        Assert.False(await IsActiveAsync(signedIn.Client, signedIn.Identity));
    }

    [Fact]
    public async Task Who_does_not_authenticate_is_not_answered()
    {
        var signedIn = await server.SignInAsync();
        using var wrong = await signedIn.Client.PostAsync(
            "/oauth2/introspect", [("token", signedIn.Access), ("client_secret", "els_wrong")]);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        var spa = new TestClient(server.Browser(), await server.AddApplicationAsync(ApplicationKind.Spa));
        using var open = await spa.PostAsync("/oauth2/introspect", [("token", signedIn.Access)]);
        Assert.Equal(HttpStatusCode.Unauthorized, open.StatusCode);
    }

    [Fact]
    public async Task Another_environment_knows_nothing_of_the_token()
    {
        var signedIn = await server.SignInAsync();
        var other = await server.OtherEnvironmentAsync();
        Assert.False(await IsActiveAsync(other.Client, signedIn.Access));
        Assert.False(await IsActiveAsync(other.Client, signedIn.Refresh));
        Assert.True(await signedIn.IsAccessAliveAsync());
    }

    private static async Task<bool> IsActiveAsync(TestClient client, string token)
    {
        using var response = await client.PostAsync("/oauth2/introspect", [("token", token)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (bool)(await response.JsonAsync())["active"]!;
    }
}

public sealed class IntrospectOnSqlite(OidcServer<SqliteEngine> server) : IntrospectSuite<SqliteEngine>(server);

public sealed class IntrospectOnPostgres(OidcServer<PostgresEngine> server) : IntrospectSuite<PostgresEngine>(server);
