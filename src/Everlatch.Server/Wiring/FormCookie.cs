using Everlatch.Directory;

namespace Everlatch.Server.Wiring;

/// <summary>The cookie that belongs to the token in every form.</summary>
/// <remarks>
/// One server has hosts of both kinds: <c>up</c> serves its own by plain http, and custom domains by https. On https the
/// <c>__Host-</c> prefix binds the cookie to exactly this host (RFC 6265bis §4.1.3.2).
/// </remarks>
internal sealed class FormCookie : CookieBuilder
{
    private const string PlainName = "everlatch-form";
    private readonly IHttpContextAccessor requests;

    /// <summary>The cookie of whatever host a request is for.</summary>
    public FormCookie(IHttpContextAccessor requests)
    {
        this.requests = requests;
        HttpOnly = true;
        IsEssential = true;
        Path = "/";

        // Not strict: a page that another site leads to would set a new cookie, and forms in other tabs would be out of date.
        SameSite = SameSiteMode.Lax;
    }

    /// <inheritdoc />
    public override string? Name
    {
        get => requests.HttpContext!.Here().IsSecure ? "__Host-" + PlainName : PlainName;
        set => throw new NotSupportedException("It follows the host.");
    }

    /// <inheritdoc />
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = context.Here().IsSecure;
        return options;
    }
}
