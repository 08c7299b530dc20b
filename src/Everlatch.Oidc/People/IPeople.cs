using Microsoft.AspNetCore.Http;

namespace Everlatch.Oidc.People;

/// <summary>Knows who is signed in. The host leads it to the browser sessions.</summary>
public interface IPeople
{
    /// <summary>The person whose browser sent this request; null when nobody is signed in.</summary>
    Task<SignedInPerson?> FindAsync(HttpContext context, CancellationToken ct);

    /// <summary>Whether the browser holds what could be a session, so that nobody found may be somebody not found yet.</summary>
    bool MayBeSignedIn(HttpContext context);

    /// <summary>Ends their session, with everything it gave, and takes its cookie away.</summary>
    Task SignOutAsync(HttpContext context, SignedInPerson person, CancellationToken ct);
}
