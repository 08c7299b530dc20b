using System.Text.Json.Nodes;

namespace Everlatch.Oidc.Tests.Hosting;

/// <summary>A person who has signed in to an application.</summary>
public sealed record SignedIn(TestApplication Application, TestPerson Person, TestClient Client, JsonObject Tokens)
{
    /// <summary>The access token.</summary>
    public string Access => Tokens.Text("access_token");

    /// <summary>The refresh token.</summary>
    public string Refresh => Tokens.Text("refresh_token");

    /// <summary>The ID token.</summary>
    public string Identity => Tokens.Text("id_token");

    /// <summary>Whether the access token still counts, as introspection says.</summary>
    public async Task<bool> IsAccessAliveAsync()
    {
        using var response = await Client.PostAsync("/oauth2/introspect", [("token", Access)]);
        return (bool)(await response.JsonAsync())["active"]!;
    }
}
