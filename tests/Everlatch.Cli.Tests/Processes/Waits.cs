using System.Net;

namespace Everlatch.Cli.Tests.Processes;

/// <summary>What a server does that waits for its database or schema: it lives, and takes no traffic.</summary>
internal static class Waits
{
    /// <summary>
    /// Asks representative routes of every part: each is 503 with a time to come back, and none is about the caller.
    /// </summary>
    public static async Task ForSchemaAsync(Serving server)
    {
        Assert.Equal(HttpStatusCode.OK, (await server.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await server.GetAsync("/health/ready")).Status);
        string[] pages = ["/", "/signin", "/signup", "/account", "/nowhere"];
        string[] protocols = ["/.well-known/openid-configuration", "/oauth2/jwks", "/oauth2/authorize", "/oauth2/userinfo"];
        foreach (var path in (string[])[.. pages, .. protocols, "/api/openapi.json", "/api/v1/environments"])
        {
            await RefusesAsync(server, HttpMethod.Get, path, null);
        }

        await RefusesAsync(server, HttpMethod.Get, "/api/v1/environments", "a token of whoever");
        await RefusesAsync(server, HttpMethod.Delete, "/api/v1/environments/env_any/users/usr_any", "a token of whoever");
        foreach (var path in new[] { "/signin", "/oauth2/par", "/oauth2/introspect", "/oauth2/revoke", "/oauth2/device" })
        {
            await RefusesAsync(server, HttpMethod.Post, path, null);
        }

        var token = await server.TokenAsync("mch_any", "any", "any");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, token.Status);
        Assert.NotNull(token.Headers!.RetryAfter);
        Assert.Contains("temporarily_unavailable", token.Body, StringComparison.Ordinal);
    }

    private static async Task RefusesAsync(Serving server, HttpMethod method, string path, string? bearer)
    {
        var (status, body, headers) = await server.SendAsync(method, path, bearer);
        Assert.True(status == HttpStatusCode.ServiceUnavailable, $"{method} {path} answered {status}: {body}");
        Assert.NotNull(headers!.RetryAfter);

        // An edge may send it to a server that is ready, whatever it is.
        Assert.True(headers.Contains("Everlatch-Not-Begun"), $"{method} {path} may have been begun.");
    }
}
