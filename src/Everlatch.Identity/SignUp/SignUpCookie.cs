using Everlatch.Identity.Sessions;
using Microsoft.AspNetCore.Http;

namespace Everlatch.Identity.SignUp;

/// <summary>The cookie that keeps a <see cref="SignUpProof" /> until the mailed link is followed.</summary>
public static class SignUpCookie
{
    // As long as a verification link may live.
    private static readonly TimeSpan Life = TimeSpan.FromDays(7);
    private static readonly HostCookie Cookie = new("everlatch-signup", SignUpProof.Prefix);

    /// <summary>The proof; null when this browser has none.</summary>
    public static string? Read(HttpContext context) => Cookie.Read(context);

    /// <summary>Hands a proof to the browser.</summary>
    public static void Write(HttpContext context, string proof, TimeProvider clock) =>
        Cookie.Write(context, proof, clock.GetUtcNow() + Life);

    /// <summary>Takes it away.</summary>
    public static void Delete(HttpContext context) => Cookie.Delete(context);
}
