using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Discovery;

public sealed class DiscoveryTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    private const string Path = "/.well-known/openid-configuration";

    [Fact]
    public async Task Metadata_says_what_is_supported_and_nothing_else()
    {
        var json = await (await server.Browser().GetAsync(Path)).JsonAsync();
        Assert.Equal(server.Issuer, json.Text("issuer"));
        Assert.Equal(["code"], Words(json, "response_types_supported"));
        Assert.Equal(["query"], Words(json, "response_modes_supported"));
        Assert.Equal(["S256"], Words(json, "code_challenge_methods_supported"));
        Assert.Equal(
            ["authorization_code", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:device_code"],
            Words(json, "grant_types_supported"));
        Assert.Equal(
            ["client_secret_basic", "client_secret_post", "private_key_jwt", "none"],
            Words(json, "token_endpoint_auth_methods_supported"));
        Assert.Equal(["urn:everlatch:acr:1"], Words(json, "acr_values_supported"));
        Assert.Contains("ES256", Words(json, "id_token_signing_alg_values_supported"));
        Assert.True((bool)json["authorization_response_iss_parameter_supported"]!);
        Assert.DoesNotContain(json, member => member.Key.Contains("dpop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_address_is_below_the_issuer_and_answers()
    {
        var json = await (await server.Browser().GetAsync(Path)).JsonAsync();
        var endpoints = json.Where(
            member => member.Key.EndsWith("_endpoint", StringComparison.Ordinal) || member.Key == "jwks_uri");
        foreach (var (name, address) in endpoints)
        {
            Assert.StartsWith(server.Issuer + "/", (string?)address, StringComparison.Ordinal);
            using var response = await server.Browser().GetAsync(((string)address!)[server.Issuer.Length..]);
            Assert.True(response.StatusCode != HttpStatusCode.NotFound, name);
        }
    }

    [Fact]
    public async Task The_issuer_is_the_same_at_every_seam()
    {
        var signedIn = await server.SignInAsync();
        var metadata = await (await server.Browser().GetAsync(Path)).JsonAsync();
        var introspected =
            await (await signedIn.Client.PostAsync("/oauth2/introspect", [("token", signedIn.Access)])).JsonAsync();
        using var answer = await server.Browser(signedIn.Person).AuthorizeAsync(new CodeRequest(signedIn.Application));
        var refreshed = await (await signedIn.Client.RefreshAsync(signedIn.Refresh)).JsonAsync();
        string?[] issuers =
        [
            metadata.Text("issuer"),
            introspected.Text("iss"),
            answer.RedirectedTo().Parameter("iss"),
            signedIn.Tokens.Jwt("access_token").Issuer,
            signedIn.Tokens.Jwt("id_token").Issuer,
            refreshed.Jwt("access_token").Issuer,
            refreshed.Jwt("id_token").Issuer,
        ];
        Assert.All(issuers, issuer => Assert.Equal(server.Issuer, issuer));
        Assert.False(server.Issuer.EndsWith('/'));
    }

    [Theory]
    [InlineData(Path)]
    [InlineData("/oauth2/jwks")]
    public async Task Documents_may_be_kept_for_a_while_and_asked_about_by_their_tag(string path)
    {
        using var response = await server.Browser().GetAsync(path);
        Assert.True(response.Headers.CacheControl!.MaxAge > TimeSpan.Zero);
        Assert.True(response.Headers.CacheControl.Public);
        using var again = await server.Browser().GetAsync(path, ifNoneMatch: response.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        using var other = await server.Browser().GetAsync(path, ifNoneMatch: new EntityTagHeaderValue("\"other\""));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task Published_keys_have_no_private_members()
    {
        var json = await (await server.Browser().GetAsync("/oauth2/jwks")).JsonAsync();
        Assert.NotEmpty(json["keys"]!.AsArray());
        Assert.All(json["keys"]!.AsArray(), key => Assert.Null(key!["d"]));
    }

    private static IEnumerable<string?> Words(JsonObject json, string name) =>
        json[name]!.AsArray().Select(word => (string?)word);
}
