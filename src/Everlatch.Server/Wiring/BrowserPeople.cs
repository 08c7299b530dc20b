using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Sessions;
using Everlatch.Oidc.People;
using Everlatch.Server.Pages.Visitors;

namespace Everlatch.Server.Wiring;

/// <summary>Tells the protocols who is signed in, by the browser's session, and ends it when they ask for it.</summary>
internal sealed class BrowserPeople(FindSession sessions, EndSession end) : IPeople
{
    public async Task<SignedInPerson?> FindAsync(HttpContext context, CancellationToken ct) =>
        (await sessions.RunAsync(context.Here().Environment, SessionCookie.Read(context), ct))?.ToPerson();

    public bool MayBeSignedIn(HttpContext context) => SessionCookie.Read(context) is not null;

    public async Task SignOutAsync(HttpContext context, SignedInPerson person, CancellationToken ct)
    {
        var actor = AuditActor.Of(person.User, context.Origin());
        await end.RunAsync(context.Here().Environment.Id, person.User, person.Session, actor, ct);
        SessionCookie.Delete(context);
    }
}
