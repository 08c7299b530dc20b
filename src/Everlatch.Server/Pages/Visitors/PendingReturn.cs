using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Server.Pages.Visitors;

/// <summary>
/// Keeps where a new person was going while they look for our mail: its link leads back into the same browser, mostly.
/// </summary>
internal static class PendingReturn
{
    private const string CookieName = "everlatch-return";

    // A browser keeps 4,096 bytes of a cookie; a longer address is better forgotten than cut.
    private const int MaxLength = 3072;
    private static readonly TimeSpan Life = TimeSpan.FromHours(2);

    /// <summary>Keeps the return path of this request, or forgets an older one.</summary>
    public static void Keep(HttpContext context, TimeProvider clock)
    {
        var path = ReturnPath.Of(context);
        if (!path.IsGiven || path.Value.Length > MaxLength)
        {
            context.Response.Cookies.Delete(CookieName);
            return;
        }

        context.Response.Cookies.Append(CookieName, path.Value, new CookieOptions
        {
            HttpOnly = true,
            IsEssential = true,
            SameSite = SameSiteMode.Lax,
            Secure = context.Request.IsHttps,
            Expires = clock.GetUtcNow() + Life,
        });
    }

    /// <summary>Where they were going; the cookie is read as carefully as the address.</summary>
    public static ReturnPath Take(HttpContext context)
    {
        var path = ReturnPath.Parse(context.Request.Cookies[CookieName]);
        context.Response.Cookies.Delete(CookieName);
        return path;
    }
}
