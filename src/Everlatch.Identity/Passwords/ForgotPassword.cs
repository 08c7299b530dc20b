using Everlatch.Directory;
using Everlatch.Identity.Links;

namespace Everlatch.Identity.Passwords;

/// <summary>Mails a link to choose a new password. The answer never says whether there is an account.</summary>
public sealed class ForgotPassword(RequestLink request)
{
    /// <summary>Asks once.</summary>
    public Task<LinkRequest> RunAsync(DirectoryHost here, string? email, RequestOrigin origin, CancellationToken ct) =>
        request.RunAsync(here, email, origin, LinkPurpose.ResetPassword, ct);
}
