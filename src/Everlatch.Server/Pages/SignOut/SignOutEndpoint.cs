using Everlatch.Directory;
using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.SignIn;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.SignOut;

/// <summary>Ends the session, when the person says so: a link alone signs nobody out.</summary>
internal static class SignOutEndpoint
{
    private const string Path = "/signout";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path, HandleAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, FindSession find, CancellationToken ct) =>
        await find.RunAsync(context.Here().Environment, SessionCookie.Read(context), ct) is { } session
            ? new Page<SignOutPage, SignOutView>(new SignOutView(session.Email))
            : Next(context);

    private static async Task<IResult> HandleAsync(HttpContext context, FindSession find, EndSession end, CancellationToken ct)
    {
        var environment = context.Here().Environment;
        if (await find.RunAsync(environment, SessionCookie.Read(context), ct) is { } session)
        {
            context.Features.Set(session);
            await end.RunAsync(environment.Id, session.User, session.Id, context.Actor(), ct);
        }

        SessionCookie.Delete(context);
        return Next(context);
    }

    private static SeeOther Next(HttpContext context) =>
        ReturnPath.Of(context) is { IsGiven: true } path
            ? new SeeOther(path.Value)
            : SignInNotice.Tell(SignInNotice.SignedOut, ReturnPath.Default);
}
