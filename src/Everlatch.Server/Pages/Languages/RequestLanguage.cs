using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Server.Pages.Languages;

/// <summary>The language in which a request is answered.</summary>
internal static class RequestLanguage
{
    /// <summary>Name of the cookie that keeps a person's own choice.</summary>
    public const string CookieName = "lang";

    /// <summary>
    /// A person's own choice comes first, then the <c>ui_locales</c> of the application that sent them here (OIDC Core §3.1.2.1:
    /// a
    /// preference, not an order), then what the browser accepts.
    /// </summary>
    public static Language Of(HttpContext context) =>
        Language.Find(context.Request.Cookies[CookieName])
        ?? FromApplication(context)
        ?? FromBrowser(context)
        ?? Language.English;

    private static Language? FromApplication(HttpContext context) =>
        First(ReturnPath.Of(context).QueryValue("ui_locales")?.Split(' ') ?? []);

    private static Language? FromBrowser(HttpContext context) =>
        First(context.Request.GetTypedHeaders().AcceptLanguage
            .Where(entry => entry.Quality is null or > 0)
            .OrderByDescending(entry => entry.Quality ?? 1)
            .Select(entry => entry.Value.ToString()));

    private static Language? First(IEnumerable<string> tags) =>
        tags.Select(Language.Find).FirstOrDefault(language => language is not null);
}
