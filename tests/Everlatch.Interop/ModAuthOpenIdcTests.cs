using Everlatch.Testing.Processes;
using Microsoft.Playwright;

namespace Everlatch.Interop;

/// <summary>A relying party in C that thousands of sites run signs a real browser in.</summary>
public sealed class ModAuthOpenIdcTests(UpProcess up) : IClassFixture<UpProcess>
{
    private static readonly string[] ChromiumFlags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mod_auth_openidc_signs_a_browser_in()
    {
        await using var apache = new ApacheWithOidc();
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
        await apache.StartAsync(
            up.Issuer,
            application.GetProperty("id").GetString()!,
            application.GetProperty("secret").GetProperty("secret").GetString()!);

        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Chromium.Path, Args = ChromiumFlags });
        var page = await browser.NewPageAsync();
        var user = up.Up.GetProperty("demo").GetProperty("user");
        await page.GotoAsync(apache.ProtectedPage);
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
