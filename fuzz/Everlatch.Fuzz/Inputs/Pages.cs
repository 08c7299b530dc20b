using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Account;
using Everlatch.Server.Pages.Branding;
using Everlatch.Server.Pages.Languages;
using Everlatch.Server.Pages.Navigation;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Fuzz.Inputs;

/// <summary>What browsers send to the pages.</summary>
internal static class Pages
{
    private const string Prefix = "elk_";
    private static readonly HostCookie Cookie = new("everlatch", Prefix);

    public static readonly IReadOnlyList<Target> All =
    [
        Target.OfText(
            "return-path",
            typeof(ReturnPath),
            text => ReturnPath.Parse(text) is { Value: ['/', not ('/' or '\\'), ..] or "/" } path
                && (path.IsGiven || path.QueryValue("client_id") is null),
            "/account?a=b#c", "//evil.example", "/\\evil.example", "/oauth2/authorize?client_id=app_1&ui_locales=de%20en"),
        Target.OfText(
            "host-cookie",
            typeof(HostCookie),
            text => Cookie.Read(Sample.Request(request => request.Headers.Cookie = text)) is not { } value
                || value.StartsWith(Prefix, StringComparison.Ordinal),
            "__Host-everlatch=elk_AAAA; lang=de", "everlatch=elk_AAAA; __Host-everlatch=\"elk_\""),
        Target.OfText(
            "language",
            typeof(RequestLanguage),
            text => text.Split('\n') is not [var cookie, var accepted, var query]
                || RequestLanguage.Of(Sample.Request(request =>
                {
                    request.Headers.Cookie = cookie;
                    request.Headers.AcceptLanguage = accepted;
                    request.QueryString = QueryString.Create(ReturnPath.ParameterName, query);
                })) is not null,
            "lang=de\nde-AT, en;q=0.5\n/a?ui_locales=fr%20de", "\n*;q=0\n"),
        Target.OfText(
            "user-agent",
            typeof(BrowserName),
            text => BrowserName.Of(text) is null or { Length: > 0 },
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"),
        Target.OfText(
            "color",
            typeof(Color),
            text => !Color.TryParse(text, out var color)
                || (color.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)
                    && color.ReadableOn(Color.White, 4.5).ContrastWith(Color.White) >= 4.5),
            "#1f5eff", "#FFFFFF", "#1f5ff\0"),
    ];
}
