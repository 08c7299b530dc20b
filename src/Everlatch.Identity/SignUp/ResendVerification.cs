using Everlatch.Directory;
using Everlatch.Identity.Links;

namespace Everlatch.Identity.SignUp;

/// <summary>Mails a new verification link to an unverified user. The answer never says whether there is one.</summary>
public sealed class ResendVerification(RequestLink request)
{
    /// <summary>Asks once.</summary>
    public Task<LinkRequest> RunAsync(DirectoryHost here, string? email, RequestOrigin origin, CancellationToken ct) =>
        request.RunAsync(here, email, origin, LinkPurpose.VerifyEmail, ct);
}
