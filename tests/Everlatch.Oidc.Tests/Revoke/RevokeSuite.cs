using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Revoke;

public abstract class RevokeSuite<TEngine>(OidcServer<TEngine> server) : IClassFixture<OidcServer<TEngine>>
    where TEngine : ITestEngine
{
    [Fact]
    public async Task A_refresh_token_takes_everything_with_it()
    {
        var signedIn = await server.SignInAsync();
        await RevokeAsync(signedIn.Client, signedIn.Refresh);
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
        Assert.False(await signedIn.IsAccessAliveAsync());
    }

    [Fact]
    public async Task An_access_token_takes_only_itself()
    {
        var signedIn = await server.SignInAsync();
        await RevokeAsync(signedIn.Client, signedIn.Access);
        Assert.False(await signedIn.IsAccessAliveAsync());
        Assert.Null(await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
    }

    [Fact]
    public async Task A_public_application_revokes_by_naming_itself()
    {
        var signedIn = await server.SignInAsync(await server.AddApplicationAsync(ApplicationKind.Spa));
        await RevokeAsync(signedIn.Client, signedIn.Refresh);
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
    }

    [Fact]
    public async Task Somebody_elses_token_is_answered_alike_and_lives_on()
    {
        var signedIn = await server.SignInAsync();
        var stranger = new TestClient(server.Browser(), await server.AddApplicationAsync());
        await RevokeAsync(stranger, signedIn.Refresh);
        await RevokeAsync(stranger, signedIn.Access);
        await RevokeAsync((await server.OtherEnvironmentAsync()).Client, signedIn.Refresh);
        Assert.True(await signedIn.IsAccessAliveAsync());
        Assert.Null(await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ert_x~0~y")]
    [InlineData("e30.e30.e30")]
    public async Task What_is_no_token_is_answered_alike(string token) =>
        await RevokeAsync((await server.SignInAsync()).Client, token);

    [Fact]
    public async Task Who_does_not_authenticate_revokes_nothing()
    {
        var signedIn = await server.SignInAsync();
        using var response = await signedIn.Client.PostAsync(
            "/oauth2/revoke", [("token", signedIn.Refresh), ("client_secret", null)]);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.True(await signedIn.IsAccessAliveAsync());
    }

    private static async Task RevokeAsync(TestClient client, string token)
    {
        using var response = await client.PostAsync("/oauth2/revoke", [("token", token)]);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}

public sealed class RevokeOnSqlite(OidcServer<SqliteEngine> server) : RevokeSuite<SqliteEngine>(server);

public sealed class RevokeOnPostgres(OidcServer<PostgresEngine> server) : RevokeSuite<PostgresEngine>(server);
