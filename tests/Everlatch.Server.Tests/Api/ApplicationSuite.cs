using System.Net;
using Everlatch.Testing;

namespace Everlatch.Server.Tests.Api;

/// <summary>What an application may say about itself.</summary>
public abstract class ApplicationSuite<TEngine>(ManagementServer<TEngine> server) : IClassFixture<ManagementServer<TEngine>>
    where TEngine : ITestEngine
{
    [Theory]
    [InlineData("web", "https://app.test/callback")]
    [InlineData("web", "https://app.test:8443/callback?tenant=1")]
    [InlineData("web", "http://localhost:5000/callback")]
    [InlineData("web", "http://127.0.0.1/callback")]
    [InlineData("spa", "https://app.test/")]
    [InlineData("native", "http://[::1]/callback")]
    [InlineData("native", "com.example.app:/callback")]
    [InlineData("native", "https://app.test/native")]
    public async Task A_redirect_uri_that_reaches_the_application_is_taken(string kind, string uri)
    {
        var answer = await MakeAsync(kind, uri);

        answer.Is(HttpStatusCode.Created);
        Assert.Equal(uri, (string?)Assert.Single(answer.Json!["redirect_uris"]!.AsArray()));
    }

    [Theory]
    [InlineData("web", "http://app.test/callback")]
    [InlineData("web", "/callback")]
    [InlineData("web", "app.test/callback")]
    [InlineData("web", "//app.test/callback")]
    [InlineData("web", "https://app.test/callback#fragment")]
    [InlineData("web", "https://app.test/callback#")]
    [InlineData("web", "https://user:password@app.test/callback")]
    [InlineData("web", "https://*.app.test/callback")]
    [InlineData("web", "https://app.test/*")]
    [InlineData("web", "https://app.test/a/../callback")]
    [InlineData("web", "https://app.test/a/%2e%2E/callback")]
    [InlineData("web", "https://app.test/a/%2e./callback")]
    [InlineData("web", "https://app.test/a%2fcallback")]
    [InlineData("web", "https://app.test\\callback")]
    [InlineData("web", "https://app.test/call back")]
    [InlineData("web", "https://app.test/callback\n")]
    [InlineData("web", "https://äpp.test/callback")]
    [InlineData("web", "HTTPS://app.test/callback")]
    [InlineData("web", "javascript:alert(1)")]
    [InlineData("web", "data:text/html,x")]
    [InlineData("web", "com.example.app:/callback")]
    [InlineData("spa", "com.example.app:/callback")]
    [InlineData("native", "myapp:/callback")]
    [InlineData("native", "javascript:alert(1)")]
    [InlineData("native", "com.example.app://evil.test/callback")]
    [InlineData("web", "http://localhost.evil.test/callback")]
    [InlineData("web", "http://127.0.0.1.evil.test/callback")]
    [InlineData("web", "https:///callback")]
    [InlineData("web", "")]
    public async Task A_redirect_uri_that_could_reach_somebody_else_is_refused(string kind, string uri) =>
        (await MakeAsync(kind, uri)).Refuses(422, "EL1641");

    [Fact]
    public async Task A_post_logout_redirect_uri_follows_the_same_rules()
    {
        var owner = await server.OwnerAsync();
        Task<Answer> WithAsync(string uri) => owner.PostAsync(
            $"{owner.Own}/applications",
            new
            {
                kind = "web", name = "App",
                redirect_uris = new[] { "https://app.test/" }, post_logout_redirect_uris = new[] { uri },
            });

        (await WithAsync("https://app.test/bye")).Is(HttpStatusCode.Created);
        (await WithAsync("http://app.test/bye")).Refuses(422, "EL1641");
    }

    [Fact]
    public async Task A_device_application_has_no_redirect_and_the_others_have_one()
    {
        (await MakeAsync("device")).Is(HttpStatusCode.Created);
        (await MakeAsync("device", "https://app.test/")).Refuses(422, "EL1645");
        (await MakeAsync("web")).Refuses(422, "EL1645");
        (await MakeAsync("web", "https://app.test/", "https://app.test/")).Refuses(422, "EL1645");
    }

    [Fact]
    public async Task A_web_application_gets_a_secret_that_is_shown_once_and_a_public_one_gets_none()
    {
        var owner = await server.OwnerAsync();
        var web = await MakeAsync("web", "https://app.test/");
        var spa = await MakeAsync("spa", "https://app.test/");

        var secret = (string)web.Json!["secret"]!["secret"]!;
        Assert.StartsWith("els_", secret, StringComparison.Ordinal);
        Assert.Null(spa.Json!["secret"]);
        var path = $"{owner.Own}/applications/{web.Id}";
        Assert.DoesNotContain(secret, (await owner.GetAsync(path)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, (await owner.GetAsync(path + "/secrets")).Text, StringComparison.Ordinal);
        (await owner.PostAsync($"{owner.Own}/applications/{spa.Id}/secrets", new { })).Refuses(409, "EL1412");
    }

    [Fact]
    public async Task Two_secrets_live_at_once_and_no_third()
    {
        var owner = await server.OwnerAsync();
        var web = await MakeAsync("web", "https://app.test/");
        var path = $"{owner.Own}/applications/{web.Id}/secrets";

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => owner.PostAsync(path, new { })));

        var second = Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(answers.Where(answer => answer != second), answer => answer.Refuses(409, "EL1410"));
        (await owner.DeleteAsync($"{path}/{second.Id}")).Is(HttpStatusCode.NoContent);
        (await owner.DeleteAsync($"{path}/{second.Id}")).Refuses(404, "EL1603");
        (await owner.PostAsync(path, new { expires_at = "2000-01-01T00:00:00Z" })).Refuses(422, "EL1411");
        (await owner.PostAsync(path, new { })).Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"oct","k":"c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}]}""")]
    [InlineData("\"https://app.test/jwks\"")]
    [InlineData("7")]
    public async Task A_key_set_without_usable_public_keys_is_refused(string jwks)
    {
        var owner = await server.OwnerAsync();

        (await owner.PostAsync(
            $"{owner.Own}/applications",
            $$"""{"kind":"web","name":"App","redirect_uris":["https://app.test/"],"jwks":{{jwks}}}""")).Refuses(422, "EL1647");
    }

    [Fact]
    public async Task A_public_key_takes_the_place_of_a_secret()
    {
        var owner = await server.OwnerAsync();
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        var jwks = new
        {
            keys = new[]
            {
                new
                {
                    kty = "EC", crv = "P-256",
                    x = System.Buffers.Text.Base64Url.EncodeToString(point.X),
                    y = System.Buffers.Text.Base64Url.EncodeToString(point.Y),
                },
            },
        };

        var made = await owner.PostAsync(
            $"{owner.Own}/applications", new { kind = "web", name = "App", redirect_uris = new[] { "https://app.test/" }, jwks });

        Assert.Null(made.Is(HttpStatusCode.Created).Json!["secret"]);
        var read = await owner.GetAsync($"{owner.Own}/applications/{made.Id}");
        Assert.Equal("P-256", (string?)read.Json!["jwks"]!["keys"]![0]!["crv"]);
        (await owner.PostAsync(
            $"{owner.Own}/applications",
            new { kind = "spa", name = "App", redirect_uris = new[] { "https://app.test/" }, jwks })).Refuses(422, "EL1648");
    }

    [Theory]
    [InlineData("""{"name":""}""", "EL1640")]
    [InlineData("""{"scopes":["openid","root"]}""", "EL1642")]
    [InlineData("""{"apis":[{"api":"api_01h2xcejqtf2nbrexx3vqjhp41","scopes":[]}]}""", "EL1643")]
    [InlineData("""{"signing_algorithm":"none"}""", "EL1646")]
    [InlineData("""{"signing_algorithm":"HS256"}""", "EL1646")]
    [InlineData("""{"settings":{"access_token_seconds":86401}}""", "EL1644")]
    [InlineData("""{"settings":{"refresh_idle_days":30,"refresh_absolute_days":7}}""", "EL1644")]
    public async Task What_is_out_of_bounds_is_refused(string change, string error)
    {
        var owner = await server.OwnerAsync();
        var body = System.Text.Json.Nodes.JsonNode.Parse(
            """{"kind":"web","name":"App","redirect_uris":["https://app.test/"]}""")!.AsObject();
        foreach (var (name, value) in System.Text.Json.Nodes.JsonNode.Parse(change)!.AsObject())
        {
            body[name] = value?.DeepClone();
        }

        (await owner.PostAsync($"{owner.Own}/applications", body)).Refuses(422, error);
    }

    private async Task<Answer> MakeAsync(string kind, params string[] uris)
    {
        var owner = await server.OwnerAsync();
        return await owner.PostAsync($"{owner.Own}/applications", new { kind, name = "App", redirect_uris = uris });
    }
}

public sealed class ApplicationOnSqlite(ManagementServer<SqliteEngine> server) : ApplicationSuite<SqliteEngine>(server);

public sealed class ApplicationOnPostgres(ManagementServer<PostgresEngine> server) : ApplicationSuite<PostgresEngine>(server);
