using Everlatch.Browser.Stage;

namespace Everlatch.Browser.Accessibility;

/// <summary>axe finds nothing on any page, in light and dark, on a desktop and on a phone.</summary>
public sealed class AxeTests(BrowserStage stage)
{
    private static readonly string[] OpenPages =
    [
        "/signin", "/signin/unverified", "/signup", "/signup/sent", "/verify?token=none", "/password/forgot",
        "/password/forgot/sent",
        "/password/reset?token=none", "/invitations?token=none", "/domains/setup?token=none", "/mail", "/no-such-page",
    ];

    private static readonly string[] OwnPages =
        ["/account", "/account/password", "/account/sessions", "/account/tokens", "/tenants", "/signout", "/device"];

    public static TheoryData<bool, bool> Looks => new() { { false, false }, { true, false }, { false, true }, { true, true } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Axe_finds_nothing_on_any_page(bool dark, bool phone)
    {
        await using var visit = await stage.VisitAsync(new Look { Dark = dark, Phone = phone });
        foreach (var path in OpenPages)
        {
            await visit.GoAsync(path);
            await LookAsync(visit, path);
        }

        await MistakesAsync(visit);
        await visit.ArriveAsync();
        foreach (var path in OwnPages)
        {
            await visit.GoAsync(path);
            await LookAsync(visit, path);
        }
    }

    private static async Task MistakesAsync(Visit visit)
    {
        await visit.GoAsync("/signup");
        await visit.PressAsync("Create account");
        await LookAsync(visit, "/signup-with-mistakes");
        await visit.GoAsync("/signin");
        await visit.PressAsync("Sign in");
        await LookAsync(visit, "/signin-with-mistakes");
    }

    private static Task LookAsync(Visit visit, string path) =>
        visit.PictureAsync(
            "page-" + string.Concat(path.Split('?')[0].TrimStart('/').Select(c => char.IsAsciiLetter(c) ? c : '-')));
}
