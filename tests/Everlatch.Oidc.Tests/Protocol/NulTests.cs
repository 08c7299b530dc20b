using Everlatch.Oidc.Tests.Hosting;
using Everlatch.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Tests.Protocol;

/// <summary>PostgreSQL takes no NUL in a text: a parameter with one is refused or ignored, no fault of the store.</summary>
public sealed class NulTests(OidcServer<PostgresEngine> server) : IClassFixture<OidcServer<PostgresEngine>>
{
    private static readonly string[] Parameters =
    [
        "client_id", "client_secret", "redirect_uri", "scope", "state", "nonce", "code", "code_verifier", "code_challenge",
        "code_challenge_method", "refresh_token", "device_code", "token", "token_type_hint", "login_hint", "id_token_hint",
        "post_logout_redirect_uri", "request_uri", "resource", "prompt", "max_age", "ui_locales", "acr_values", "response_type",
        "response_mode", "user_code", "return", "email",
    ];

    public static TheoryData<string, string> Requests =>
    [
        ("/oauth2/authorize", ""), ("/oauth2/par", ""), ("/oauth2/device", ""), ("/oauth2/introspect", ""),
        ("/oauth2/revoke", ""), ("/oauth2/logout", ""), ("/oauth2/userinfo", ""), ("/oauth2/token", "authorization_code"),
        ("/oauth2/token", "refresh_token"), ("/oauth2/token", "client_credentials"),
        ("/oauth2/token", "urn:ietf:params:oauth:grant-type:device_code"), ("/verify", ""), ("/invitations", ""),
        ("/reset-password", ""), ("/signin", ""), ("/device", ""), ("/signup", ""),
    ];

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task No_parameter_with_a_nul_is_a_fault(string path, string grant)
    {
        var application = await server.AddApplicationAsync();
        var browser = server.Browser(await server.AddPersonAsync());
        var usual = new CodeRequest(application).ToParameters().ToDictionary(pair => pair.Key, pair => pair.Value ?? "");
        usual["client_secret"] = application.Secret ?? "";
        usual["grant_type"] = grant;
        foreach (var name in Parameters)
        {
            foreach (var value in (string[])["\0", usual.GetValueOrDefault(name, "a") + "\0b"])
            {
                var changed = new Dictionary<string, string>(usual) { [name] = value };
                using var posted = await browser.PostAsync(path, changed);
                Assert.True((int)posted.StatusCode < 500, $"POST {path} {name}: {posted.StatusCode}");
                changed.Remove("client_secret");
                using var got = await browser.GetAsync(QueryHelpers.AddQueryString(path, changed!));
                Assert.True((int)got.StatusCode < 500, $"GET {path} {name}: {got.StatusCode}");
            }
        }
    }
}
