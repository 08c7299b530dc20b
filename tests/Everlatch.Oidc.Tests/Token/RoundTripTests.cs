using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Token;

/// <summary>
/// How often tokens ask the database. The server of this class has no other test, so that nobody else is counted.
/// </summary>
public sealed class RoundTripTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    [Fact]
    public async Task A_refresh_and_a_code_take_one_round_trip_and_introspection_of_an_access_token_none()
    {
        var signedIn = await server.SignInAsync();
        var request = new CodeRequest(signedIn.Application);
        var code = await server.Browser(signedIn.Person).CodeAsync(request);

        Assert.Equal(1, await CallsOfAsync(() => signedIn.Client.RefreshAsync(signedIn.Refresh)));
        Assert.Equal(1, await CallsOfAsync(() => signedIn.Client.RedeemAsync(request, code)));
        Assert.Equal(0, await CallsOfAsync(() => signedIn.Client.PostAsync("/oauth2/introspect", [("token", signedIn.Access)])));
        Assert.Equal(0, await CallsOfAsync(() => server.Browser().GetAsync("/.well-known/openid-configuration")));
    }

    private async Task<int> CallsOfAsync(Func<Task<HttpResponseMessage>> act)
    {
        var before = server.DatabaseCalls;
        using var response = await act();
        response.EnsureSuccessStatusCode();
        return server.DatabaseCalls - before;
    }
}
