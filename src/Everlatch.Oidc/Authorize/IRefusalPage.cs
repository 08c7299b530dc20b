using Microsoft.AspNetCore.Http;

namespace Everlatch.Oidc.Authorize;

/// <summary>
/// Tells a person that a request of an application cannot be served, when there is no address to send them to. The host has the
/// page.
/// </summary>
public interface IRefusalPage
{
    /// <summary>Answers 400 with an error code of RFC 6749. The description is of our own words.</summary>
    Task WriteAsync(HttpContext context, string code, string description);
}
