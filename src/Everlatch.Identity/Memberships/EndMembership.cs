using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Invitations;

namespace Everlatch.Identity.Memberships;

/// <summary>
/// Takes away what somebody holds in a tenant that they leave: API tokens,
/// grants, the place of their sessions, their invitations.
/// </summary>
public sealed class EndMembership(EndApiTokens tokens, ITenantAccessEnd grants, TimeProvider clock)
{
    /// <summary>Ends it in the caller's transaction, which has deleted the membership before.</summary>
    internal async Task RunAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, UserId user, CancellationToken ct)
    {
        // Or somebody who is about to be removed could come back by a link they sent to another mailbox of theirs.
        await InvitationStore.RevokeOfInviterAsync(write.Transaction, environment, tenant, user, clock.GetUtcNow(), ct);
        await SessionTenants.LeaveAsync(write.Transaction, environment, tenant, user, ct);
        await tokens.OfMemberAsync(write, environment, tenant, user, ct);
        await grants.EndAsync(write, environment, tenant, user, ct);
    }
}
