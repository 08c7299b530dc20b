using Everlatch.Directory;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.SignUp;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Invitations;
using Everlatch.Server.Pages.Languages;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.SignUp;

/// <summary>Lets a stranger ask for an account. The answer is the same whether the address has one already.</summary>
internal static class SignUpEndpoint
{
    private const string Path = "/signup";
    private const string Sent = Path + "/sent";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, HandleAsync);
        pages.MapGet(Sent, () => new Page<MessagePage, MessageView>(new MessageView("SignUpSent")));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, FindInvitations invitations, CancellationToken ct)
    {
        var invitation = await PendingInvitation.FindAsync(context, invitations, ct);
        return context.Here().Environment.Settings.SignUpOpen || invitation is not null
            ? new Page<SignUpPage, SignUpView>(ViewOf(context) with { Email = invitation?.Email.Text ?? "" })
            : Closed();
    }

    private static async Task<IResult> HandleAsync(
        HttpContext context, SignUpWithPassword signUp, FindInvitations invitations, TimeProvider clock, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var view = ViewOf(context) with { Email = form["email"].ToString(), Name = form["name"].ToString() };
        var typed = new SignUpForm(view.Email, form["password"], view.Name, RequestLanguage.Of(context).Tag)
        {
            Invited = (await PendingInvitation.FindAsync(context, invitations, ct))?.Email,
        };
        switch (await signUp.RunAsync(context.Here(), typed, context.Origin(), ct))
        {
            case SignUpWithPassword.Outcome.Sent sent:
                SignUpCookie.Write(context, sent.Proof, clock);
                PendingReturn.Keep(context, clock);
                return new SeeOther(Sent);
            case SignUpWithPassword.Outcome.Invalid invalid:
                return Again(view, invalid.Problem.ToFieldError());
            case SignUpWithPassword.Outcome.LockedOut locked:
                return Again(view, Retry.LockedOut(locked.RetryAfter));
            case SignUpWithPassword.Outcome.Busy busy:
                return Again(view, Retry.Busy(busy.RetryAfter));
            default:
                return Closed();
        }
    }

    private static Page<SignUpPage, SignUpView> Again(SignUpView view, FieldError error) =>
        new(view with { Errors = [error] }) { Status = StatusCodes.Status422UnprocessableEntity };

    private static Page<SignUpPage, SignUpView> Again(SignUpView view, Retry retry) =>
        new(view with { Errors = [retry.Error] }) { Status = retry.Status, RetryAfter = retry.After };

    private static Page<MessagePage, MessageView> Closed() =>
        new(new MessageView("SignUpClosed") { Link = "/signin", LinkText = "Forgot.Back" })
        {
            Status = StatusCodes.Status403Forbidden,
        };

    private static SignUpView ViewOf(HttpContext context) => new() { Application = PendingApplication.Of(context)?.Name };
}
