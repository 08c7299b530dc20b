using System.Text.Json;
using Everlatch.Testing.Processes;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Everlatch.Browser.Stage.BrowserStage))]

namespace Everlatch.Browser.Stage;

/// <summary>One product and one browser for all tests; each test brings its own people.</summary>
public sealed class BrowserStage : IAsyncLifetime
{
    // Two cores may carry other suites beside this one.
    private const float PatienceMilliseconds = 60_000;

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <summary>The product.</summary>
    public UpProcess Up { get; } = new();

    /// <summary>Where the pages are.</summary>
    public string Issuer => Up.Issuer;

    /// <summary>Where the demo application is: scheme and authority.</summary>
    public string Demo => new Uri(Web.GetProperty("redirect_uri").GetString()!).GetLeftPart(UriPartial.Authority);

    /// <summary>The demo application as a client.</summary>
    public JsonElement Web => Up.Up.GetProperty("demo").GetProperty("web");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        await Up.InitializeAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium.Path, Args = Chromium.Flags });
    }

    /// <summary>A browser of somebody's own: no cookies, and the look they like.</summary>
    public async Task<Visit> VisitAsync(Look? look = null, string? issuer = null)
    {
        look ??= new Look();
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = issuer ?? Issuer,
            ColorScheme = look.Dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = look.Script,
            Locale = look.Language,
            ViewportSize = look.Phone ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        return new Visit(context, await context.NewPageAsync(), look);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
        await Up.DisposeAsync();
    }
}
