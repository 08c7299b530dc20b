using Everlatch.Server.Pages.Navigation;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Server.Pages.SignIn;

/// <summary>
/// What just happened elsewhere, told on the sign-in page. A word in the address, never a text: nobody else puts words there.
/// </summary>
internal static class SignInNotice
{
    /// <summary>The mailbox is proven.</summary>
    public const string Verified = "verified";

    /// <summary>A new password was chosen.</summary>
    public const string PasswordReset = "password-reset";

    /// <summary>The session ended.</summary>
    public const string SignedOut = "signed-out";

    private const string ParameterName = "notice";

    /// <summary>Key of the text; null when there is nothing to tell.</summary>
    public static string? Of(HttpContext context) => context.Request.Query[ParameterName].ToString() switch
    {
        Verified => "SignIn.Verified",
        PasswordReset => "SignIn.PasswordReset",
        SignedOut => "SignIn.SignedOut",
        _ => null,
    };

    /// <summary>The sign-in page with a notice.</summary>
    public static SeeOther Tell(string notice, ReturnPath then) =>
        new(QueryHelpers.AddQueryString(then.Through(SignInEndpoint.Path), ParameterName, notice));
}
