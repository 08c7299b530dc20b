using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Sessions;
using Everlatch.Server.Pages.Layout;
using Everlatch.Server.Pages.Navigation;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Pages.Account;

/// <summary>Lets a person see where they are signed in, and end any of it.</summary>
internal static class SessionsEndpoint
{
    private const string Path = "/account/sessions";

    internal static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet(Path, ShowAsync);
        pages.MapPost(Path + "/end", EndAsync);
        pages.MapPost(Path + "/end-others", EndOthersAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, ListSessions list, TimeProvider clock, CancellationToken ct)
    {
        var session = context.SignedIn();
        var sessions = await list.RunAsync(context.Here().Environment.Id, session.User, ct);
        return new Page<SessionsPage, SessionsView>(new SessionsView(session, sessions, clock.GetUtcNow()));
    }

    // A session that ended meanwhile, or is somebody else's, is not told apart: either way it is not in the list that follows.
    private static async Task<IResult> EndAsync(HttpContext context, EndSession end, CancellationToken ct)
    {
        var form = await context.Request.ReadFormAsync(ct);
        if (SessionId.TryParse(form["session"], out var id))
        {
            await end.RunAsync(context.Here().Environment.Id, context.SignedIn().User, id, context.Actor(), ct);
        }

        return new SeeOther(Path);
    }

    private static async Task<IResult> EndOthersAsync(HttpContext context, EndAllSessions end, CancellationToken ct)
    {
        var session = context.SignedIn();
        await end.RunAsync(context.Here().Environment.Id, session.User, session.Id, context.Actor(), ct);
        return new SeeOther(Path);
    }
}
