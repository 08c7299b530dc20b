using System.Text.Json;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Token;

/// <summary>What tokens say, and for whom they are.</summary>
public sealed class AccessTokenTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    private const string Orders = OidcServer<SqliteEngine>.Orders;
    private const string Stock = OidcServer<SqliteEngine>.Stock;

    [Fact]
    public async Task It_says_who_acts_where_with_which_rights()
    {
        var signedIn = await server.SignInAsync();
        var jwt = signedIn.Tokens.Jwt("access_token");
        Assert.Equal(signedIn.Application.Id.Value, jwt.GetClaim("client_id").Value);
        Assert.Equal("urn:everlatch:acr:1", jwt.GetClaim("acr").Value);
        Assert.Equal(TestClock.Noon.ToUnixTimeSeconds(), jwt.GetPayloadValue<long>("auth_time"), tolerance: 3600);
        Assert.Equal(JsonValueKind.Array, jwt.GetPayloadValue<JsonElement>("amr").ValueKind);
        Assert.Equal(["owner"], jwt.GetPayloadValue<string[]>("roles"));
        Assert.NotEmpty(jwt.GetPayloadValue<string[]>("permissions"));
        Assert.StartsWith("gra_", jwt.GetClaim("gid").Value, StringComparison.Ordinal);
        Assert.Equal(600, (jwt.ValidTo - jwt.IssuedAt).TotalSeconds);
        Assert.DoesNotContain(jwt.Claims, claim => claim.Type.StartsWith("oi_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_token_has_an_id_of_its_own()
    {
        var signedIn = await server.SignInAsync();
        var next = await (await signedIn.Client.RefreshAsync(signedIn.Refresh)).JsonAsync();
        Assert.NotEqual(signedIn.Tokens.Jwt("access_token").Id, next.Jwt("access_token").Id);
    }

    [Fact]
    public async Task An_identity_token_says_what_its_scopes_give_away_and_is_bound_to_the_access_token()
    {
        var signedIn = await server.SignInAsync();
        var jwt = signedIn.Tokens.Jwt("id_token");
        Assert.Equal("JWT", jwt.Typ);
        Assert.Equal("Ada Lovelace", jwt.GetClaim("name").Value);
        Assert.True(jwt.GetPayloadValue<bool>("email_verified"));
        Assert.Equal(TokenHash.Of(signedIn.Access), jwt.GetClaim("at_hash").Value);
        var small = await server.SignInAsync(change: request => request with { Scope = "openid" });
        Assert.False(small.Tokens.Jwt("id_token").TryGetClaim("email", out _));
        Assert.False(small.Tokens.Jwt("id_token").TryGetClaim("name", out _));
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("EdDSA")]
    public async Task The_application_chooses_the_algorithm_and_the_key_is_published(string algorithm)
    {
        var application = await server.AddApplicationAsync(change: draft => draft with { SigningAlgorithm = algorithm });
        var signedIn = await server.SignInAsync(application);
        var published = await (await server.Browser().GetAsync("/oauth2/jwks")).JsonAsync();
        foreach (var jwt in new[] { signedIn.Tokens.Jwt("access_token"), signedIn.Tokens.Jwt("id_token") })
        {
            Assert.Equal(algorithm, jwt.Alg);
            Assert.Contains(
                published["keys"]!.AsArray(), key => (string?)key!["kid"] == jwt.Kid && (string?)key["alg"] == algorithm);
        }

        Assert.True(await signedIn.IsAccessAliveAsync());
        var refreshed = await (await signedIn.Client.RefreshAsync(signedIn.Refresh)).JsonAsync();
        foreach (var tokens in new[] { signedIn.Tokens, refreshed })
        {
            Assert.Equal(TokenHash.Of(tokens.Text("access_token"), algorithm), tokens.Jwt("id_token").GetClaim("at_hash").Value);
        }
    }

    [Fact]
    public async Task A_token_is_for_the_resource_that_was_asked_for()
    {
        var application = await server.AddApplicationAsync(change: BothApis);
        var signedIn = await server.SignInAsync(application, request => request with
        {
            Scope = "openid orders:read offline_access", Also = new() { ["resource"] = Orders },
        });
        Assert.Equal([Orders], signedIn.Tokens.Jwt("access_token").Audiences);
        Assert.Equal("openid orders:read", signedIn.Tokens.Jwt("access_token").GetClaim("scope").Value);
        Assert.Equal("invalid_target", await signedIn.Client.RefreshAsync(signedIn.Refresh, ("resource", Stock)).ErrorAsync());
    }

    [Fact]
    public async Task The_api_of_a_scope_need_not_be_named_where_no_other_knows_it()
    {
        var application = await server.AddApplicationAsync(change: BothApis);
        var signedIn = await server.SignInAsync(application, request => request with { Scope = "stock:read" });
        Assert.Equal([Stock], signedIn.Tokens.Jwt("access_token").Audiences);
    }

    [Fact]
    public async Task Without_any_api_a_token_is_for_userinfo()
    {
        var application = await server.AddApplicationAsync(change: BothApis);
        var signedIn = await server.SignInAsync(application, request => request with { Scope = "openid" });
        Assert.Equal([server.Issuer], signedIn.Tokens.Jwt("access_token").Audiences);
    }

    private Identity.Applications.ApplicationDraft BothApis(Identity.Applications.ApplicationDraft draft) => draft with
    {
        Apis = [new ApiGrant(server.Apis[Orders], ["orders:read"]), new ApiGrant(server.Apis[Stock], ["stock:read"])],
    };
}
