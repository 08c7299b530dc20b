using Everlatch.Directory;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Sessions;

/// <summary>A cookie for this host alone, out of reach of script, not sent with cross-site posts.</summary>
/// <remarks>
/// Whether it is secure follows the issuer that is configured for the host, never the request. On https the <c>__Host-</c> prefix
/// makes browsers refuse a cookie that another host of the domain planted (RFC 6265bis §4.1.3.2).
/// </remarks>
/// <param name="name">Its name without that prefix.</param>
/// <param name="prefix">What every value of ours begins with.</param>
/// <param name="maxLength">Longer is no value of ours, and nothing worth hashing.</param>
internal sealed class HostCookie(string name, string prefix, int maxLength = 128)
{
    /// <summary>The cookie's value; null when there is none that could be ours.</summary>
    public string? Read(HttpContext context) =>
        context.Request.Cookies.TryGetValue(NameAt(context.Here()), out var value)
        && value.Length <= maxLength
        && value.StartsWith(prefix, StringComparison.Ordinal)
            ? value
            : null;

    /// <summary>Hands a value to the browser.</summary>
    public void Write(HttpContext context, string value, DateTimeOffset expires)
    {
        var options = Options(context.Here());
        options.Expires = expires;
        context.Response.Cookies.Append(NameAt(context.Here()), value, options);
    }

    /// <summary>Takes it away.</summary>
    public void Delete(HttpContext context) => context.Response.Cookies.Delete(NameAt(context.Here()), Options(context.Here()));

    private static CookieOptions Options(DirectoryHost here) => new()
    {
        HttpOnly = true,
        Secure = here.IsSecure,
        SameSite = SameSiteMode.Lax,
        Path = "/",
        IsEssential = true,
    };

    private string NameAt(DirectoryHost here) => here.IsSecure ? "__Host-" + name : name;
}
