using Everlatch.Core.Secrets;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Sessions;

/// <summary>The cookie that holds a session's secret.</summary>
public static class SessionCookie
{
    private const string Prefix = "elk_";

    // A sealed session is about a thousand characters; a browser keeps 4,096 bytes of a cookie.
    private static readonly HostCookie Cookie = new("everlatch", Prefix, maxLength: 3_072);

    /// <summary>The cookie's value; null when there is none that could be ours.</summary>
    public static string? Read(HttpContext context) => Cookie.Read(context);

    /// <summary>Hands a new session to the browser.</summary>
    public static void Write(HttpContext context, NewSession session) =>
        Cookie.Write(context, new PresentedSession(session.Token.Text, session.Sealed).ToString(), session.ExpiresAt);

    /// <summary>Hands the browser a new value for the session that it has.</summary>
    public static void Write(HttpContext context, string value, BrowserSession session) =>
        Cookie.Write(context, value, session.ExpiresAt);

    /// <summary>Takes the cookie away.</summary>
    public static void Delete(HttpContext context) => Cookie.Delete(context);

    internal static GeneratedSecret NewToken() => GeneratedSecret.New(Prefix);
}
