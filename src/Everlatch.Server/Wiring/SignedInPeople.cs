using Everlatch.Identity.Sessions;
using Everlatch.Oidc.People;

namespace Everlatch.Server.Wiring;

/// <summary>Says of a browser's session what the protocols want to know.</summary>
internal static class SignedInPeople
{
    public static SignedInPerson ToPerson(this BrowserSession session) => new()
    {
        User = session.User,
        Session = session.Id,
        Tenant = session.Tenant,
        Amr = session.Amr,
        Sealed = session.Sealed,
        AuthenticatedAt = session.AuthenticatedAt,
    };
}
