using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Server.Pages.Languages;

/// <summary>Keeps a person's choice of language in a cookie, and goes back to the page they were on.</summary>
internal static class ChooseLanguage
{
    /// <summary>Where the form in every page's footer leads.</summary>
    public const string Path = "/language";

    internal static void Map(IEndpointRouteBuilder pages) => pages.MapPost(Path, HandleAsync);

    private static async Task<IResult> HandleAsync(HttpContext context, TimeProvider clock, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        if (Language.Find(form["lang"]) is { } language)
        {
            context.Response.Cookies.Append(RequestLanguage.CookieName, language.Tag, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                Expires = clock.GetUtcNow().AddYears(1),
            });
        }

        return new SeeOther(ReturnPath.Parse(form["back"]).Value);
    }
}
