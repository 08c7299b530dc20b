using Everlatch.Core.Secrets;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.Sessions;

/// <summary>The cookie that holds a session's secret.</summary>
public static class SessionCookie
{
    private const string Prefix = "elk_";
    private static readonly HostCookie Cookie = new("everlatch", Prefix);

    /// <summary>The cookie's value; null when there is none that could be ours.</summary>
    public static string? Read(HttpContext context) => Cookie.Read(context);

    /// <summary>Hands a new session to the browser.</summary>
    public static void Write(HttpContext context, NewSession session) =>
        Cookie.Write(context, session.Token.Text, session.ExpiresAt);

    /// <summary>Takes the cookie away.</summary>
    public static void Delete(HttpContext context) => Cookie.Delete(context);

    internal static GeneratedSecret NewToken() => GeneratedSecret.New(Prefix);
}
