using Everlatch.Directory;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignIn;
using Everlatch.Identity.SignUp;
using Everlatch.Server.Pages.Forms;
using Everlatch.Server.Pages.Invitations;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.SignIn;

/// <summary>Signs a person in by e-mail address and password.</summary>
internal static class SignInEndpoint
{
    /// <summary>Its address.</summary>
    public const string Path = "/signin";

    private const string Unverified = Path + "/unverified";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, Show);
        pages.MapPost(Path, HandleAsync);
        pages.MapGet(Unverified, () => new Page<MessagePage, MessageView>(new MessageView("Unverified")));
    }

    // Also for somebody who is signed in: an application may ask for a fresh sign-in (prompt=login, max_age).
    private static Page<SignInPage, SignInView> Show(HttpContext context) => new(ViewOf(context) with
    {
        Email = ReturnPath.Of(context).QueryValue("login_hint") ?? "",
        Notice = SignInNotice.Of(context),
    });

    private static async Task<IResult> HandleAsync(
        HttpContext context, SignInWithPassword signIn, TimeProvider clock, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var view = ViewOf(context) with { Email = form["email"].ToString() };
        if (Missing(view.Email, form["password"].ToString()) is { Length: > 0 } missing)
        {
            return Again(view, missing);
        }

        var outcome = await signIn.RunAsync(
            context.Here(), view.Email, form["password"], context.Origin(), SessionCookie.Read(context), ct);
        switch (outcome)
        {
            case SignInWithPassword.Outcome.SignedIn signedIn:
                SessionCookie.Write(context, signedIn.Session);
                return new SeeOther(ReturnPath.Of(context).Value);
            case SignInWithPassword.Outcome.Unverified unverified:
                SignUpCookie.Write(context, unverified.Proof, clock);
                PendingReturn.Keep(context, clock);
                return new SeeOther(Unverified);
            case SignInWithPassword.Outcome.LockedOut locked:
                return Again(view, Retry.LockedOut(locked.RetryAfter));
            case SignInWithPassword.Outcome.Busy busy:
                return Again(view, Retry.Busy(busy.RetryAfter));
            default:
                return Again(view, new FieldError(null, "SignIn.Wrong"));
        }
    }

    private static FieldError[] Missing(string email, string password)
    {
        FieldError?[] errors =
        [
            email.Length == 0 ? new FieldError("email", "Error.EmailMissing") : null,
            password.Length == 0 ? new FieldError("password", "Error.PasswordMissing") : null,
        ];
        return [.. errors.OfType<FieldError>()];
    }

    private static Page<SignInPage, SignInView> Again(SignInView view, params FieldError[] errors) =>
        new(view with { Errors = errors }) { Status = StatusCodes.Status422UnprocessableEntity };

    private static Page<SignInPage, SignInView> Again(SignInView view, Retry retry) =>
        new(view with { Errors = [retry.Error] }) { Status = retry.Status, RetryAfter = retry.After };

    private static SignInView ViewOf(HttpContext context) => new()
    {
        Application = PendingApplication.Of(context)?.Name,
        SignUpOpen = context.Here().Environment.Settings.SignUpOpen || PendingInvitation.IsNamed(context),
    };
}
