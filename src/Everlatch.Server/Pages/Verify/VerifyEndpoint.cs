using Everlatch.Directory;
using Everlatch.Identity.SignUp;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Password;
using Everlatch.Server.Pages.SignIn;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Verify;

/// <summary>Proves a mailbox. Looking at the link uses nothing up; the button does.</summary>
internal static class VerifyEndpoint
{
    private const string Path = "/verify";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, HandleAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, VerifyEmail verify, CancellationToken ct)
    {
        var token = context.Request.Query["token"].ToString();
        return await verify.IsLiveAsync(context.Here().Environment.Id, token, ct)
            ? new Page<VerifyPage, VerifyView>(new VerifyView(token))
            : Dead();
    }

    private static async Task<IResult> HandleAsync(HttpContext context, VerifyEmail verify, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        var outcome = await verify.RunAsync(
            context.Here(), form["token"].ToString(), SignUpCookie.Read(context), context.Origin(), ct);
        if (outcome is VerifyEmail.Outcome.Expired)
        {
            return Dead();
        }

        SignUpCookie.Delete(context);
        return outcome is VerifyEmail.Outcome.ChoosePassword choose
            ? new SeeOther(ResetPasswordEndpoint.Address(choose.Token))
            : SignInNotice.Tell(SignInNotice.Verified, PendingReturn.Take(context));
    }

    private static Page<MessagePage, MessageView> Dead() =>
        new(new MessageView("LinkDead") { Link = SignInEndpoint.Path, LinkText = "LinkDead.SignIn" })
        {
            Status = StatusCodes.Status410Gone,
        };
}
