namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>The server side of an application: it authenticates and asks for tokens.</summary>
public sealed class TestClient(TestBrowser network, TestApplication application)
{
    /// <summary>Redeems a code.</summary>
    public Task<HttpResponseMessage> RedeemAsync(
        CodeRequest request, string code, params (string Name, string? Value)[] changes) =>
        PostAsync(
            "/oauth2/token",
            [
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", request.RedirectUri),
                ("code_verifier", request.Verifier),
                .. changes,
            ]);

    /// <summary>Spends a refresh token.</summary>
    public Task<HttpResponseMessage> RefreshAsync(string token, params (string Name, string? Value)[] changes) =>
        PostAsync("/oauth2/token", [("grant_type", "refresh_token"), ("refresh_token", token), .. changes]);

    /// <summary>
    /// Posts a form with this client's credentials; a later value of a name replaces an earlier one, null takes it away.
    /// </summary>
    public Task<HttpResponseMessage> PostAsync(string path, IEnumerable<(string Name, string? Value)> parameters)
    {
        var form = new Dictionary<string, string>();
        (string Name, string? Value)[] all =
            [("client_id", application.Id.Value), ("client_secret", application.Secret), .. parameters];
        foreach (var (name, value) in all)
        {
            form.Remove(name);
            if (value is not null)
            {
                form[name] = value;
            }
        }

        return network.PostAsync(path, form);
    }
}
