using Everlatch.Identity;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Sessions;

namespace Everlatch.Server.Pages.Visitors;

/// <summary>Who looks at a page, and from where.</summary>
internal static class Visitor
{
    /// <summary>Where the request came from.</summary>
    public static RequestOrigin Origin(this HttpContext context) =>
        new(context.Connection.RemoteIpAddress?.ToString() ?? "", context.Request.Headers.UserAgent.ToString());

    /// <summary>The session of a page behind <see cref="RequireSession" />.</summary>
    /// <exception cref="InvalidOperationException">The page is not behind it.</exception>
    public static BrowserSession SignedIn(this HttpContext context) =>
        context.Features.Get<BrowserSession>()
        ?? throw new InvalidOperationException("This page does not ask for a session.");

    /// <summary>The person who is signed in, as the audit trail names them.</summary>
    public static AuditActor Actor(this HttpContext context) => AuditActor.Of(context.SignedIn().User, context.Origin());
}
