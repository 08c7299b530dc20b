using Everlatch.Directory;
using Everlatch.Identity.Sessions;

namespace Everlatch.Server.Pages.Consent;

/// <summary>What the consent page asks of the protocols: which request waits, and what the person decided.</summary>
internal interface IConsent
{
    /// <summary>
    /// The authorization request that waits at an address such as <c>/oauth2/authorize?…</c>; null when there is none, or none
    /// that is valid.
    /// </summary>
    Task<ConsentRequest?> FindAsync(DirectoryHost here, string address, CancellationToken ct);

    /// <summary>Remembers that the person allows it. Asking at the address again then goes on without a question.</summary>
    Task AllowAsync(DirectoryHost here, BrowserSession session, ConsentRequest request, CancellationToken ct);

    /// <summary>
    /// Where the browser goes when the person says no: the address that tells the application <c>access_denied</c>.
    /// </summary>
    string Deny(string address);
}
