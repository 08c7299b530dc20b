using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Oidc.Authorize;

/// <summary>Answers a browser by sending it elsewhere.</summary>
internal static class AuthorizationAnswer
{
    /// <summary>Sends a code to the application.</summary>
    public static void Code(HttpContext context, string redirectUri, string? state, string issuer, string code) =>
        Redirect(context, redirectUri, [new("code", code), new("state", state), new("iss", issuer)]);

    /// <summary>Sends an error to the application (RFC 6749 §4.1.2.1).</summary>
    public static void Error(
        HttpContext context, string redirectUri, string? state, string issuer, string error, string? description) =>
        Redirect(
            context,
            redirectUri,
            [new("error", error), new("error_description", description), new("state", state), new("iss", issuer)]);

    /// <summary>
    /// Sends the browser to an address; after a POST with 303, so that it does not post again (RFC 9700 §4.12).
    /// </summary>
    public static void Redirect(HttpContext context, string address, params IEnumerable<KeyValuePair<string, string?>> parameters)
    {
        var isPost = HttpMethods.IsPost(context.Request.Method);
        context.Response.StatusCode = isPost ? StatusCodes.Status303SeeOther : StatusCodes.Status302Found;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Location = QueryHelpers.AddQueryString(
            address, parameters.Where(pair => pair.Value is not null));
    }
}
