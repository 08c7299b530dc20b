using System.Text.Json;
using Everlatch.Testing.Processes;
using Microsoft.Playwright;

namespace Everlatch.Interop;

/// <summary>A real browser that opens a page which Apache protects, and signs in for it.</summary>
internal static class ApacheSignIn
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Does it, with Apache as an application of its own.</summary>
    /// <param name="apache">Apache, not started.</param>
    /// <param name="up">The <c>up.json</c> of the region that is the application's home.</param>
    /// <param name="port">The port of the edge that Apache and the browser reach the issuer by.</param>
    public static async Task RunAsync(ApacheWithOidc apache, JsonElement up, int port)
    {
        using var management = await ManagementClient.OpenAsync(up, Ct);
        var application = await management.CreateAsync(
            "/applications",
            new
            {
                name = "Apache",
                kind = "web",
                redirect_uris = new[] { apache.RedirectUri },
                scopes = new[] { "openid", "email" },
                first_party = true,
            },
            Ct);
        var issuer = new Uri(up.GetProperty("issuer").GetString()!);
        await apache.StartAsync(
            issuer.OriginalString,
            application.GetProperty("id").GetString()!,
            application.GetProperty("secret").GetProperty("secret").GetString()!,
            issuer.Port == port ? null : port);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path,
            Args = [.. Chromium.Flags, $"--host-resolver-rules=MAP {issuer.Authority} 127.0.0.1:{port}"],
        });
        var page = await browser.NewPageAsync();
        var user = up.GetProperty("demo").GetProperty("user");
        var shown = await page.GotoAsync(apache.ProtectedPage);
        Assert.Equal(issuer.Authority, new Uri(shown!.Url).Authority);
        Assert.Equal(port, (await shown.ServerAddrAsync())!.Port);
        await page.Locator("input[type=email]").FillAsync(user.GetProperty("email").GetString()!);
        await page.Locator("input[type=password]").FillAsync(user.GetProperty("password").GetString()!);
        var landed = page.WaitForResponseAsync(response => response.Url == apache.ProtectedPage && response.Status == 200);
        await page.Locator("form:has(input[type=password]) button").ClickAsync();

        // The demo user is a member of two tenants and is asked for one.
        var tenant = page.Locator("button[value^=ten_]").First;
        if (await Task.WhenAny(landed, tenant.WaitForAsync()) != landed)
        {
            await tenant.ClickAsync();
        }

        var response = await landed;
        Assert.Equal("Protected", await page.TitleAsync());
        Assert.Equal(user.GetProperty("email").GetString(), response.Headers["x-remote-user"]);
    }
}
