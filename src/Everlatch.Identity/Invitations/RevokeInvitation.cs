using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;
using Everlatch.Storage;

namespace Everlatch.Identity.Invitations;

/// <summary>Takes an invitation back: its link is dead at once.</summary>
public sealed class RevokeInvitation(IDatabase database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Takes it back; false when the tenant has no such invitation or it is not open any more.</summary>
    public async Task<bool> RunAsync(
        EnvironmentId environment, TenantId tenant, InvitationId invitation, Actor actor, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        if (!await InvitationStore.RevokeAsync(transaction, environment, tenant, invitation, clock.GetUtcNow(), ct))
        {
            return false;
        }

        await audit.RecordAsync(transaction, actor.Did(environment, "invitation.revoked", invitation.Value, tenant), ct);
        await transaction.CommitAsync(ct);
        return true;
    }
}
