using Everlatch.Directory;
using Everlatch.Identity.Passwords;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Account;

/// <summary>Lets a person change their password; their other sessions end.</summary>
internal static class ChangePasswordEndpoint
{
    private const string Path = "/account/password";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show);
        pages.MapPost(Path, HandleAsync);
    }

    private static Page<ChangePasswordPage, ChangePasswordView> Show(HttpContext context) =>
        new(new ChangePasswordView(context.SignedIn()));

    private static async Task<IResult> HandleAsync(HttpContext context, ChangePassword change, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var view = new ChangePasswordView(context.SignedIn());
        var outcome = await change.RunAsync(
            context.Here(), view.Session, form["current"], form["password"], context.Origin(), ct);
        return outcome switch
        {
            ChangePassword.Outcome.Changed =>
                new Page<ChangePasswordPage, ChangePasswordView>(view with { Done = true }),
            ChangePassword.Outcome.Invalid invalid => Again(view, invalid.Problem.ToFieldError()),
            ChangePassword.Outcome.LockedOut locked => Again(view, Retry.LockedOut(locked.RetryAfter)),
            ChangePassword.Outcome.Busy busy => Again(view, Retry.Busy(busy.RetryAfter)),
            _ => Again(view, new FieldError("current", "Error.CurrentPasswordWrong")),
        };
    }

    private static Page<ChangePasswordPage, ChangePasswordView> Again(ChangePasswordView view, FieldError error) =>
        new(view with { Errors = [error] }) { Status = StatusCodes.Status422UnprocessableEntity };

    private static Page<ChangePasswordPage, ChangePasswordView> Again(ChangePasswordView view, Retry retry) =>
        new(view with { Errors = [retry.Error] }) { Status = retry.Status, RetryAfter = retry.After };
}
