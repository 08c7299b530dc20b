using Everlatch.Directory;
using Everlatch.Identity.Invitations;
using Everlatch.Server.Pages.Navigation;

namespace Everlatch.Server.Pages.Invitations;

/// <summary>The invitation that a person signs in or up for: where their way leads back to its page.</summary>
internal static class PendingInvitation
{
    /// <summary>Whether the way leads back to an invitation's page. The invitation need not be open.</summary>
    public static bool IsNamed(HttpContext context) =>
        ReturnPath.Of(context).Value.StartsWith(InvitationLink.Page + '?', StringComparison.Ordinal);

    /// <summary>The open invitation; null when there is none.</summary>
    public static async Task<OpenInvitation?> FindAsync(HttpContext context, FindInvitations invitations, CancellationToken ct) =>
        IsNamed(context) && ReturnPath.Of(context).QueryValue("token") is { } token
            ? await invitations.ByTokenAsync(context.Here().Environment.Id, token, ct)
            : null;
}
