using System.Net;
using System.Text.Json.Nodes;
using Everlatch.Oidc.Grants;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Storage;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Token;

public sealed class RefreshTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    private static readonly Statement CountReuse = Statement.Read(
        "testing.count_reuse",
        "select count(*) from audit_events where environment_id = @environment and kind = 'refresh.reused' and user_id = @user");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lost_response_can_be_asked_for_again()
    {
        var signedIn = await server.SignInAsync();
        var first = await (await signedIn.Client.RefreshAsync(signedIn.Refresh)).JsonAsync();
        var again = await (await signedIn.Client.RefreshAsync(signedIn.Refresh)).JsonAsync();
        Assert.Equal(first.Text("refresh_token"), again.Text("refresh_token"));
    }

    [Fact]
    public async Task Parallel_spenders_get_the_same_successor_and_nobody_is_signed_out()
    {
        var signedIn = await server.SignInAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RefreshAsync(signedIn, signedIn.Refresh)));
        var successor = Assert.Single(answers.Select(answer => answer.Text("refresh_token")).Distinct());
        Assert.Equal("Bearer", (await RefreshAsync(signedIn, successor)).Text("token_type"));
    }

    [Fact]
    public async Task Reuse_outside_the_window_ends_the_family_its_access_tokens_and_is_on_record()
    {
        var signedIn = await server.SignInAsync();
        var second = await RefreshAsync(signedIn, signedIn.Refresh);
        server.Clock.Advance(SpendRefreshToken.Window + TimeSpan.FromSeconds(1));
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(second.Text("refresh_token")).ErrorAsync());
        Assert.False(await signedIn.IsAccessAliveAsync());
        Assert.Equal(1, await server.Database.FindAsync<long>(
            CountReuse, new { environment = server.Environment, user = signedIn.Person.User }, Ct));
    }

    [Theory]
    [InlineData("grants.find_spent_refresh_token")]
    [InlineData("begin")]
    public async Task Reuse_that_meets_a_fault_is_neither_half_punished_nor_forgotten(string failing)
    {
        var signedIn = await server.SignInAsync();
        var second = await RefreshAsync(signedIn, signedIn.Refresh);
        server.Clock.Advance(SpendRefreshToken.Window + TimeSpan.FromSeconds(1));
        server.FailingCall = failing;
        using (var faulty = await signedIn.Client.RefreshAsync(signedIn.Refresh))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, faulty.StatusCode);
        }

        server.FailingCall = null;
        Assert.True(await signedIn.IsAccessAliveAsync());
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
        Assert.False(await signedIn.IsAccessAliveAsync());
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(second.Text("refresh_token")).ErrorAsync());
        Assert.Equal(1, await server.Database.FindAsync<long>(
            CountReuse, new { environment = server.Environment, user = signedIn.Person.User }, Ct));
    }

    [Fact]
    public async Task Another_application_gets_nothing_and_the_family_lives_on()
    {
        var signedIn = await server.SignInAsync();
        var thief = new TestClient(server.Browser(), await server.AddApplicationAsync());
        Assert.Equal("invalid_grant", await thief.RefreshAsync(signedIn.Refresh).ErrorAsync());
        Assert.Equal("Bearer", (await RefreshAsync(signedIn, signedIn.Refresh)).Text("token_type"));
    }

    [Fact]
    public async Task A_refresh_may_ask_for_less_and_not_for_more()
    {
        var signedIn = await server.SignInAsync(change: request => request with { Scope = "openid email offline_access" });
        var less = await RefreshAsync(signedIn, signedIn.Refresh, ("scope", "openid"));
        Assert.Equal("openid", less.Jwt("access_token").GetClaim("scope").Value);
        Assert.False(less.Jwt("id_token").TryGetClaim("email", out _));
        var next = less.Text("refresh_token");
        Assert.Equal("invalid_scope", await signedIn.Client.RefreshAsync(next, ("scope", "openid profile")).ErrorAsync());
        var whole = await RefreshAsync(signedIn, next);
        Assert.Equal("openid email", whole.Jwt("access_token").GetClaim("scope").Value);
    }

    [Theory]
    [InlineData("scope", "openid profile orders:read", "invalid_scope")]
    [InlineData("resource", "https://unknown.example/", "invalid_target")]
    public async Task A_refused_refresh_costs_nobody_their_token(string name, string value, string error)
    {
        var signedIn = await server.SignInAsync(change: request => request with { Scope = "openid offline_access" });
        Assert.Equal(error, await signedIn.Client.RefreshAsync(signedIn.Refresh, (name, value)).ErrorAsync());
        server.Clock.Advance(SpendRefreshToken.Window + TimeSpan.FromSeconds(1));
        Assert.Equal("Bearer", (await RefreshAsync(signedIn, signedIn.Refresh)).Text("token_type"));
        Assert.True(await signedIn.IsAccessAliveAsync());
    }

    [Fact]
    public async Task Without_offline_access_there_is_no_refresh_token()
    {
        var signedIn = await server.SignInAsync(change: request => request with { Scope = "openid" });
        Assert.False(signedIn.Tokens.ContainsKey("refresh_token"));
    }

    [Fact]
    public async Task A_session_that_ends_takes_its_tokens_with_it_and_leaves_others()
    {
        var (ended, other) = (await server.SignInAsync(), await server.SignInAsync());
        await server.EndSessionAsync(ended.Person);
        Assert.Equal("invalid_grant", await ended.Client.RefreshAsync(ended.Refresh).ErrorAsync());
        Assert.False(await ended.IsAccessAliveAsync());
        Assert.Equal("Bearer", (await RefreshAsync(other, other.Refresh)).Text("token_type"));
        Assert.True(await other.IsAccessAliveAsync());
    }

    [Theory]
    [InlineData("ert_")]
    [InlineData("ert_gra_00000000000000000000000000~0~AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("elc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")]
    public async Task What_is_no_refresh_token_is_an_invalid_grant(string token)
    {
        var client = new TestClient(server.Browser(), await server.AddApplicationAsync());
        Assert.Equal("invalid_grant", await client.RefreshAsync(token).ErrorAsync());
    }

    [Fact]
    public async Task Access_and_identity_tokens_are_no_refresh_tokens()
    {
        var signedIn = await server.SignInAsync();
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(signedIn.Access).ErrorAsync());
        Assert.Equal("invalid_grant", await signedIn.Client.RefreshAsync(signedIn.Identity).ErrorAsync());
    }

    private static async Task<JsonObject> RefreshAsync(SignedIn signedIn, string token, params (string, string?)[] changes)
    {
        using var response = await signedIn.Client.RefreshAsync(token, changes);
        return await response.JsonAsync();
    }
}
