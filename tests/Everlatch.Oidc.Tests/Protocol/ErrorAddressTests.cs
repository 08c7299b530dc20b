using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;

namespace Everlatch.Oidc.Tests.Protocol;

/// <summary>A refusal says what was wrong, and sends nobody to the documentation of a library.</summary>
public sealed class ErrorAddressTests(OidcServer<SqliteEngine> server) : IClassFixture<OidcServer<SqliteEngine>>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Endpoints =>
        ["authorize", "token", "userinfo", "introspect", "revoke", "logout", "par", "device", "jwks"];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task No_refusal_carries_an_error_uri(string endpoint)
    {
        var application = await server.AddApplicationAsync();
        var path = "/oauth2/" + endpoint;
        var client = new TestClient(server.Browser(), application);
        Task<HttpResponseMessage>[] refused =
        [
            server.Browser().PostAsync(path, []),
            server.Browser().PostAsync(path, Form(("client_id", "app_of_nobody"), ("client_secret", "wrong"))),
            server.Browser().GetAsync(path + "?client_id=app_of_nobody&response_type=code", bearer: "not-a-token"),
            server.Browser().GetAsync(path + "?request_uri=urn:of:nobody&client_id=" + application.Id.Value),
            client.PostAsync(path, [("grant_type", "password"), ("username", "ada"), ("password", "x"), ("scope", "unheard")]),
            client.PostAsync(path, [("grant_type", "authorization_code")]),
            client.PostAsync(path, [("grant_type", "authorization_code"), ("code", "wrong"), ("code_verifier", "short")]),
            client.PostAsync(path, [("grant_type", "refresh_token"), ("refresh_token", "wrong"), ("token", "wrong")]),
            client.PostAsync(path, [("response_type", "code"), ("redirect_uri", "https://elsewhere.example/")]),
        ];
        foreach (var refusal in refused)
        {
            using var response = await refusal;
            var told = response.Headers + await response.Content.ReadAsStringAsync(Ct);
            Assert.DoesNotContain("error_uri", told, StringComparison.Ordinal);
            Assert.DoesNotContain("openiddict", told, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task It_still_says_what_was_wrong()
    {
        var client = new TestClient(server.Browser(), await server.AddApplicationAsync());
        using var response = await client.PostAsync("/oauth2/token", [("grant_type", "authorization_code")]);
        var refusal = await response.JsonAsync();
        Assert.Equal("invalid_request", refusal.Text("error"));
        Assert.NotEmpty(refusal.Text("error_description"));
    }

    private static IEnumerable<KeyValuePair<string, string>> Form(params (string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value));
}
