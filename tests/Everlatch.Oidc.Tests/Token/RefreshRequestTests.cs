using System.Net;
using Everlatch.Directory.Entries;
using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Everlatch.Oidc.Tests.Token;

/// <summary>
/// The checks of docs/adr/0020: what a request for a refresh must be, whoever
/// sends it. Whatever is refused, the token still serves.
/// </summary>
public sealed class RefreshRequestTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    [Theory]
    [InlineData(ApplicationKind.Spa)]
    [InlineData(ApplicationKind.Native)]
    public async Task A_public_client_only_names_itself(ApplicationKind kind)
    {
        var signedIn = await server.SignInAsync(await server.AddApplicationAsync(kind));
        Assert.Null(signedIn.Application.Secret);
        await AssertServesAsync(signedIn);
    }

    [Fact]
    public async Task A_secret_serves_in_the_header_and_in_the_form()
    {
        var signedIn = await server.SignInAsync();
        var (client, secret) = (signedIn.Application.Id.Value, signedIn.Application.Secret);
        using var header = await new TokenPost(server.Issuer) { Authorization = TokenPost.Basic(client, secret) }.SendAsync(
            Form(signedIn));
        using var named = await new TokenPost(server.Issuer) { Authorization = TokenPost.Basic(client, secret) }
            .SendAsync(Form(signedIn, $"client_id={client}"));
        Assert.Equal(HttpStatusCode.OK, header.StatusCode);
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        await AssertServesAsync(signedIn);
    }

    [Fact]
    public async Task An_assertion_serves_once()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key));
        var jwks = $$"""{"keys":[{"kty":"EC","crv":"P-256","x":"{{jwk.X}}","y":"{{jwk.Y}}"}]}""";
        var application = await server.AddApplicationAsync(change: draft => draft with { Jwks = jwks });
        var request = new CodeRequest(application);
        var code = await server.Browser(await server.AddPersonAsync()).CodeAsync(request);
        var client = new TestClient(server.Browser(), application);
        var tokens = await (await client.RedeemAsync(request, code, Assertion())).JsonAsync();

        var once = Assertion();
        Assert.Null(await client.RefreshAsync(tokens.Text("refresh_token"), once).ErrorAsync());
        Assert.Equal("invalid_client", await client.RefreshAsync(tokens.Text("refresh_token"), once).ErrorAsync());
        Assert.Null(await client.RefreshAsync(tokens.Text("refresh_token"), Assertion()).ErrorAsync());

        (string, string?)[] Assertion() =>
        [
            ("client_assertion_type", AssertionType),
            ("client_assertion", new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
                new SecurityTokenDescriptor
                {
                    Issuer = application.Id.Value,
                    Audience = server.Issuer,
                    Claims = new Dictionary<string, object>
                    {
                        ["sub"] = application.Id.Value,
                        ["jti"] = Core.Ids.Id.NewText("jti", server.Clock),
                        ["exp"] = server.Clock.GetUtcNow().AddMinutes(1).ToUnixTimeSeconds(),
                    },
                    SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key), "ES256"),
                })),
        ];
    }

    [Fact]
    public async Task A_client_that_is_not_who_it_says_is_told_only_how_to_try_again()
    {
        var signedIn = await server.SignInAsync();
        var spa = await server.AddApplicationAsync(ApplicationKind.Spa);
        var client = signedIn.Application.Id.Value;
        var bodies = new HashSet<string>();
        foreach (var (authorization, parameters) in new[]
        {
            (TokenPost.Basic(client, "wrong"), ""),
            ("Basic !", ""),
            (null, $"client_id={client}&client_secret=wrong"),
            (null, $"client_id={client}"),
            (null, $"client_id=app_{new string('0', 26)}&client_secret=wrong"),
            (null, $"client_id={spa.Id}&client_secret=wrong"),
            (null, $"client_assertion=a.b.c&client_assertion_type={Uri.EscapeDataString(AssertionType)}"),
            (null, "client_id="),
        })
        {
            using var response = await new TokenPost(server.Issuer) { Authorization = authorization }.SendAsync(
                Form(signedIn, parameters));
            Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, parameters);
            Assert.Equal("Basic", Assert.Single(response.Headers.WwwAuthenticate).Scheme);
            bodies.Add((await response.JsonAsync()).ToJsonString());
        }

        Assert.Equal("invalid_client", (string?)System.Text.Json.Nodes.JsonNode.Parse(Assert.Single(bodies))!["error"]);
        await AssertServesAsync(signedIn);
    }

    [Theory]
    [InlineData("Basic", "client_secret=x")]
    [InlineData("Basic", "client_id=app_00000000000000000000000000")]
    [InlineData("Basic", "client_assertion=a.b.c")]
    [InlineData("Bearer x", "")]
    [InlineData(null, "client_id=ID&client_assertion_type=x")]
    [InlineData(null, "client_id=ID&client_assertion=a.b.c")]
    [InlineData(null, "client_secret=x")]
    public async Task A_client_that_contradicts_itself_is_refused(string? authorization, string parameters)
    {
        var signedIn = await server.SignInAsync();
        var application = signedIn.Application;
        var post = new TokenPost(server.Issuer)
        {
            Authorization = authorization == "Basic" ? TokenPost.Basic(application.Id.Value, application.Secret) : authorization,
        };
        await AssertRefusedAsync(
            post.SendAsync(Form(signedIn, parameters.Replace("ID", application.Id.Value, StringComparison.Ordinal))));
        await AssertServesAsync(signedIn);
    }

    [Theory]
    [InlineData("audience=https%3A%2F%2Forders.example%2F")]
    [InlineData("audience=a&audience=b")]
    [InlineData("resource=orders")]
    [InlineData("resource=%2Forders")]
    [InlineData("resource=https%3A%2F%2Forders.example%2F%23part")]
    [InlineData("resource=https%3A%2F%2Forders.example%2F&resource=orders")]
    [InlineData("scope=openid&scope=openid")]
    [InlineData("anything=1&anything=2")]
    [InlineData("anything=%zz")]
    public async Task A_form_that_no_refresh_has_is_refused(string parameters)
    {
        var signedIn = await server.SignInAsync();
        await AssertRefusedAsync(new TokenPost(server.Issuer).SendAsync(Form(signedIn, Client(signedIn), parameters)));
        await AssertServesAsync(signedIn);
    }

    [Theory]
    [InlineData("")]
    [InlineData("refresh_token")]
    [InlineData("refresh_token=")]
    public async Task A_request_without_a_token_is_malformed_whoever_sends_it(string parameters)
    {
        var signedIn = await server.SignInAsync();
        var post = new TokenPost(server.Issuer);
        await AssertRefusedAsync(post.SendAsync($"grant_type=refresh_token&{Client(signedIn)}&{parameters}"));
        await AssertRefusedAsync(post.SendAsync($"grant_type=refresh_token&client_id=unknown&{parameters}"));
    }

    [Theory]
    [InlineData("resource=https%3A%2F%2Forders.example%2F")]
    [InlineData("resource=https%3A%2F%2Forders.example%2F&resource=https%3A%2F%2Forders.example%2F")]
    [InlineData("resource=")]
    [InlineData("scope=")]
    [InlineData("audience=")]
    [InlineData("code=x&redirect_uri=y&device_code=z&username=u&password=p&request_uri=r")]
    public async Task What_a_refresh_may_have_or_ignores_is_read(string parameters)
    {
        var signedIn = await server.SignInAsync();
        using var response = await new TokenPost(server.Issuer).SendAsync(Form(signedIn, Client(signedIn), parameters));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal([OidcServer<SqliteEngine>.Orders], (await response.JsonAsync()).Jwt("access_token").Audiences);
    }

    [Theory]
    [InlineData(null, "openid profile email offline_access")]
    [InlineData("openid  openid email", "openid email")]
    [InlineData("openid offline_access", "openid offline_access")]
    [InlineData("offline_access", "offline_access")]
    public async Task The_answer_says_what_was_granted(string? scope, string granted)
    {
        var signedIn = await server.SignInAsync();
        var tokens = await (await signedIn.Client.RefreshAsync(signedIn.Refresh, ("scope", scope))).JsonAsync();
        Assert.Equal("Bearer", tokens.Text("token_type"));
        Assert.Equal(600, (int)tokens["expires_in"]!);
        Assert.Equal(granted, tokens.Text("scope"));
        Assert.Equal(granted.Contains("openid", StringComparison.Ordinal), tokens.ContainsKey("id_token"));
    }

    [Theory]
    [InlineData("/oauth2/token/")]
    [InlineData("/OAuth2/Token")]
    public async Task Another_spelling_of_the_path_leads_to_the_same_answer(string path)
    {
        var signedIn = await server.SignInAsync();
        using var response = await new TokenPost(server.Issuer) { Path = path }.SendAsync(Form(signedIn, Client(signedIn)));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Answers_are_stored_by_nobody_and_read_by_pages_of_any_origin()
    {
        var signedIn = await server.SignInAsync();
        foreach (var form in new[] { Form(signedIn, Client(signedIn)), "grant_type=refresh_token" })
        {
            using var response = await new TokenPost(server.Issuer).SendAsync(form);
            Assert.True(response.Headers.CacheControl?.NoStore);
            Assert.Equal("no-cache", Assert.Single(response.Headers.Pragma).Name);
            Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
            Assert.Equal(["*"], response.Headers.GetValues("Access-Control-Allow-Origin"));
        }
    }

    [Fact]
    public async Task Only_a_form_is_read()
    {
        var signedIn = await server.SignInAsync();
        var form = Form(signedIn, Client(signedIn));
        using var json = await new TokenPost(server.Issuer) { ContentType = "application/json" }.SendAsync(form);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        var post = new TokenPost(server.Issuer) { ContentType = "application/x-www-form-urlencoded; charset=utf-8" };
        using var known = await post.SendAsync(form);
        Assert.Equal(HttpStatusCode.OK, known.StatusCode);
    }

    private static string Client(SignedIn signedIn) =>
        $"client_id={signedIn.Application.Id}&client_secret={signedIn.Application.Secret}";

    private static string Form(SignedIn signedIn, params string[] parameters) =>
        string.Join('&', [.. parameters, "grant_type=refresh_token", $"refresh_token={signedIn.Refresh}"]);

    private static async Task AssertRefusedAsync(Task<HttpResponseMessage> answer)
    {
        using var response = await answer;
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request", (await response.JsonAsync()).Text("error"));
    }

    private static async Task AssertServesAsync(SignedIn signedIn) =>
        Assert.Null(await signedIn.Client.RefreshAsync(signedIn.Refresh).ErrorAsync());
}
