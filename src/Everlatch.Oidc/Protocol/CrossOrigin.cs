using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Oidc.Protocol;

/// <summary>Lets applications that run in a browser speak with the endpoints that no cookie opens (Fetch §3.2).</summary>
/// <remarks>
/// Any origin may: who may get anything is decided by a code and its verifier, or by a token, and a page has neither
/// unless its own application got it. Authorization and logout, which go by the session's cookie, are not among them.
/// </remarks>
public static class CrossOrigin
{
    // A browser may remember the answer for an hour.
    private const string MaxAgeSeconds = "3600";

    private static readonly PathString[] Paths = ["/oauth2/token", "/oauth2/userinfo", "/oauth2/revoke", "/oauth2/par"];

    /// <summary>Answers preflight requests, and marks the rest.</summary>
    public static void UseCrossOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!Paths.Contains(context.Request.Path) || context.Request.Headers.Origin.Count == 0)
        {
            return next(context);
        }

        context.Response.OnStarting(static state => Mark((HttpContext)state), context);
        if (!HttpMethods.IsOptions(context.Request.Method))
        {
            return next(context);
        }

        context.Response.Headers.AccessControlAllowMethods = "GET, POST";
        context.Response.Headers.AccessControlAllowHeaders = "authorization, content-type";
        context.Response.Headers.AccessControlMaxAge = MaxAgeSeconds;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    });

    // When the response starts: a fault before that forgets its headers, and a page must be able to read why.
    private static Task Mark(HttpContext context)
    {
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers.AccessControlExposeHeaders = "Retry-After, WWW-Authenticate";
        return Task.CompletedTask;
    }
}
