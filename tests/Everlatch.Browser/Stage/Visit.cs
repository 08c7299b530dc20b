using Deque.AxeCore.Playwright;
using Everlatch.Testing;
using Microsoft.Playwright;

namespace Everlatch.Browser.Stage;

/// <summary>One person's browser with one page, and what a person does with it.</summary>
public sealed class Visit(IBrowserContext context, IPage page, Look look) : IAsyncDisposable
{
    private static readonly string Shots = Checkout.PathOf("artifacts/screenshots");

    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>The browser's cookies.</summary>
    public IBrowserContext Context => context;

    /// <summary>Path and query of the page's address.</summary>
    public string PathAndQuery => new Uri(page.Url).PathAndQuery;

    /// <summary>Goes to a path of the issuer.</summary>
    public Task<IResponse?> GoAsync(string path) => page.GotoAsync(path);

    /// <summary>Fills in a field by what is written above it.</summary>
    public Task FillAsync(string label, string text) => page.GetByLabel(label, new() { Exact = true }).FillAsync(text);

    /// <summary>Presses a button.</summary>
    public Task PressAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>Follows a link.</summary>
    public Task FollowAsync(string link) => page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).ClickAsync();

    /// <summary>Presses a button and gives the answer to the form.</summary>
    public async Task<IResponse> SubmitAsync(string button)
    {
        var answer = page.WaitForResponseAsync(response => response.Request.Method == "POST");
        await PressAsync(button);
        return await answer;
    }

    /// <summary>Waits for a heading.</summary>
    public Task SeeHeadingAsync(string heading) =>
        Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Exact = true })).ToBeVisibleAsync();

    /// <summary>Waits for a text anywhere.</summary>
    public Task SeeAsync(string text) => Assertions.Expect(page.GetByText(text).First).ToBeVisibleAsync();

    /// <summary>Keeps a picture as test output, and lets axe look at the page where scripts run.</summary>
    public async Task PictureAsync(string name)
    {
        await page.ScreenshotAsync(new() { Path = Path.Combine(Shots, $"{name}.{look}.png"), FullPage = true });
        if (look.Script)
        {
            var findings = await AxeAsync();
            Assert.True(findings.Count == 0, $"{name}: {string.Join('\n', findings)}");
        }
    }

    /// <summary>What axe finds, and whether the page is wider than the screen, which axe cannot see (WCAG 2.2, 1.4.10).</summary>
    public async Task<IReadOnlyList<string>> AxeAsync()
    {
        var result = await page.RunAxe();
        var findings = result.Violations
            .Select(
                violation => $"{violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Select(node => node.Html))}")
            .ToList();
        var overflow = await page.EvaluateAsync<int>(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
        {
            findings.Add($"{overflow} pixels wider than the screen");
        }

        return findings;
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => context.DisposeAsync();
}
