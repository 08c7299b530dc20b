using Everlatch.Directory;
using Everlatch.Identity.Sessions;
using Everlatch.Oidc.People;

namespace Everlatch.Server.Wiring;

/// <summary>Tells the protocols who is signed in, by the browser's session.</summary>
internal sealed class BrowserPeople(FindSession sessions) : IPeople
{
    public async Task<SignedInPerson?> FindAsync(HttpContext context, CancellationToken ct)
    {
        var session = await sessions.RunAsync(context.Here().Environment, SessionCookie.Read(context), ct);
        return session is null
            ? null
            : new SignedInPerson
            {
                User = session.User,
                Session = session.Id,
                Tenant = session.Tenant,
                Amr = session.Amr,
                AuthenticatedAt = session.AuthenticatedAt,
            };
    }
}
