using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Server.Pages.Layout;

/// <summary>The headers of every page.</summary>
internal static class PageHeaders
{
    /// <summary>Writes them. Pages carry no script and no inline style, and nobody may frame them.</summary>
    public static void Write(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; img-src 'self' https: data:; frame-ancestors 'none'; base-uri 'none'; "
            + "form-action " + string.Join(' ', FormTargets(context));
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";

        // Tokens of mailed links stand in addresses: they must not leave this host. (no-referrer would also blank the Origin of
        // forms.)
        headers["Referrer-Policy"] = "same-origin";
        
        // Antiforgery wants exactly this, and warns otherwise.
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
    }

    private static IEnumerable<string> FormTargets(HttpContext context) =>
        PendingApplication.Of(context) is { } application
            ? ["'self'", .. PendingApplication.FormTargets(application)]
            : ["'self'"];
}
