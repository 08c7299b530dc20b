using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;

namespace Everlatch.Identity.Invitations;

/// <summary>Reads invitations. Reading one by its link does not take it.</summary>
public sealed class FindInvitations(IDatabase database, TimeProvider clock)
{
    /// <summary>The open invitation of a link's token into a tenant in use; null for anything else.</summary>
    public async Task<OpenInvitation?> ByTokenAsync(EnvironmentId environment, string token, CancellationToken ct)
    {
        var row = await InvitationStore.FindByTokenAsync(database, environment, GeneratedSecret.HashOf(token), ct);
        return row?.ToInvitation() is { } invitation
            && invitation.IsOpenAt(clock.GetUtcNow())
            && await TenantStore.FindAsync(database, environment, invitation.Tenant, ct) is { DisabledAt: null } tenant
                ? new OpenInvitation(invitation.Id, tenant.Name, EmailAddress.Trusted(invitation.Email), invitation.ExpiresAt)
                : null;
    }

    /// <summary>One invitation of a tenant.</summary>
    public Task<Invitation?> ByIdAsync(
        EnvironmentId environment, TenantId tenant, InvitationId invitation, CancellationToken ct) =>
        InvitationStore.FindAsync(database, environment, tenant, invitation, ct);

    /// <summary>Up to <paramref name="limit" /> invitations of a tenant after an id, in the order they were sent.</summary>
    public Task<Page<Invitation>> PageAsync(
        EnvironmentId environment, TenantId tenant, string? after, int limit, CancellationToken ct) =>
        InvitationStore.PageAsync(database, environment, tenant, after, limit, ct);
}
