using Deque.AxeCore.Playwright;
using Everlatch.Browser.Stage;

namespace Everlatch.Browser.Accessibility;

/// <summary>axe finds nothing on any page, in light and dark, on a desktop and on a phone.</summary>
public sealed class AxeTests(BrowserStage stage)
{
    private static readonly string[] OpenPages =
    [
        "/signin", "/signin/unverified", "/signup", "/signup/sent", "/verify?token=none", "/password/forgot", "/password/forgot/sent",
        "/password/reset?token=none", "/invitations?token=none", "/mail", "/no-such-page",
    ];

    private static readonly string[] OwnPages =
        ["/account", "/account/password", "/account/sessions", "/account/tokens", "/tenants", "/signout", "/device"];

    public static TheoryData<bool, bool> Looks => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Axe_finds_nothing_on_any_page(bool dark, bool phone)
    {
        await using var visit = await stage.VisitAsync(new Look { Dark = dark, Phone = phone });
        var findings = new List<string>();
        foreach (var path in OpenPages)
        {
            await visit.GoAsync(path);
            await LookAsync(visit, path, findings);
        }

        await MistakesAsync(visit, findings);
        await visit.ArriveAsync();
        foreach (var path in OwnPages)
        {
            await visit.GoAsync(path);
            await LookAsync(visit, path, findings);
        }

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    private static async Task MistakesAsync(Visit visit, List<string> findings)
    {
        await visit.GoAsync("/signup");
        await visit.PressAsync("Create account");
        await LookAsync(visit, "/signup-with-mistakes", findings);
        await visit.GoAsync("/signin");
        await visit.PressAsync("Sign in");
        await LookAsync(visit, "/signin-with-mistakes", findings);
    }

    private static async Task LookAsync(Visit visit, string path, List<string> findings)
    {
        var name = string.Concat(path.Split('?')[0].TrimStart('/').Select(c => char.IsAsciiLetter(c) ? c : '-'));
        await visit.PictureAsync($"page-{name}");
        var result = await visit.Page.RunAxe();
        foreach (var violation in result.Violations)
        {
            var where = string.Join("; ", violation.Nodes.Select(node => node.Html));
            findings.Add($"{path}: {violation.Id}: {violation.Help}: {where}");
        }

        // What axe cannot see: a page that is wider than the screen (WCAG 2.2, 1.4.10).
        var overflow = await visit.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
        {
            findings.Add($"{path}: {overflow} pixels wider than the screen");
        }
    }
}
