using Everlatch.Directory;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.SignIn;
using Everlatch.Server.Pages.Visitors;
using Microsoft.AspNetCore.WebUtilities;

namespace Everlatch.Server.Pages.Password;

/// <summary>Lets a person choose a new password by a mailed link. A password that is refused does not use the link up.</summary>
internal static class ResetPasswordEndpoint
{
    private const string Path = "/password/reset";

    /// <summary>The page of one link.</summary>
    public static string Address(string token) => QueryHelpers.AddQueryString(Path, "token", token);

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, HandleAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ResetPassword reset, CancellationToken ct)
    {
        var token = context.Request.Query["token"].ToString();
        return await reset.IsLiveAsync(context.Here().Environment.Id, token, ct)
            ? new Page<ResetPasswordPage, ResetPasswordView>(new ResetPasswordView { Token = token })
            : Dead();
    }

    private static async Task<IResult> HandleAsync(HttpContext context, ResetPassword reset, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var view = new ResetPasswordView { Token = form["token"].ToString() };
        switch (await reset.RunAsync(context.Here(), view.Token, form["password"], context.Origin(), ct))
        {
            case ResetPassword.Outcome.Changed:
                SessionCookie.Delete(context);
                return SignInNotice.Tell(SignInNotice.PasswordReset, PendingReturn.Take(context));
            case ResetPassword.Outcome.Invalid invalid:
                view = view with { Errors = [invalid.Problem.ToFieldError()] };
                return new Page<ResetPasswordPage, ResetPasswordView>(view) { Status = StatusCodes.Status422UnprocessableEntity };
            case ResetPassword.Outcome.Busy busy:
                var retry = Retry.Busy(busy.RetryAfter);
                view = view with { Errors = [retry.Error] };
                return new Page<ResetPasswordPage, ResetPasswordView>(view) { Status = retry.Status, RetryAfter = retry.After };
            default:
                return Dead();
        }
    }

    private static Page<MessagePage, MessageView> Dead() =>
        new(new MessageView("LinkDead") { Link = ForgotPasswordEndpoint.Path, LinkText = "LinkDead.Forgot" })
        {
            Status = StatusCodes.Status410Gone,
        };
}
