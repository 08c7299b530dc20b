using Everlatch.Directory;
using Everlatch.Identity.Links;
using Everlatch.Identity.Passwords;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Password;

/// <summary>Mails a link to choose a new password. The answer never says whether there is an account.</summary>
internal static class ForgotPasswordEndpoint
{
    /// <summary>Its address.</summary>
    public const string Path = "/password/forgot";

    private const string Sent = Path + "/sent";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show);
        pages.MapPost(Path, HandleAsync);
        pages.MapGet(Sent, () => new Page<MessagePage, MessageView>(new MessageView("ForgotSent")));
    }

    private static Page<ForgotPasswordPage, ForgotPasswordView> Show() => new(new ForgotPasswordView());

    private static async Task<IResult> HandleAsync(
        HttpContext context, ForgotPassword forgot, TimeProvider clock, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var view = new ForgotPasswordView { Email = form["email"].ToString() };
        if (view.Email.Length == 0)
        {
            view = view with { Errors = [new FieldError("email", "Error.EmailMissing")] };
            return new Page<ForgotPasswordPage, ForgotPasswordView>(view) { Status = StatusCodes.Status422UnprocessableEntity };
        }

        if (await forgot.RunAsync(context.Here(), view.Email, context.Origin(), ct) is LinkRequest.TryLater later)
        {
            var retry = Retry.LockedOut(later.RetryAfter);
            view = view with { Errors = [retry.Error] };
            return new Page<ForgotPasswordPage, ForgotPasswordView>(view) { Status = retry.Status, RetryAfter = retry.After };
        }

        PendingReturn.Keep(context, clock);
        return new SeeOther(Sent);
    }
}
