using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Domains;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;

namespace Everlatch.Identity.Tenants;

/// <summary>
/// Deletes a tenant with its memberships, invitations, API tokens, custom domains and grants. Its people stay; so does the
/// audit trail.
/// </summary>
public sealed class DeleteTenant(DirectoryWriter writer, EndApiTokens tokens, ITenantAccessEnd grants, AuditTrail audit)
{
    /// <summary>Deletes it, when its version is still the one that the caller saw.</summary>
    public Task<Edit<Tenant>> RunAsync(
        EnvironmentId environment, TenantId tenant, long version, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => DeleteAsync(write, environment, tenant, version, actor, ct), ct);

    private async Task<Edit<Tenant>> DeleteAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, long version, Actor actor, CancellationToken ct)
    {
        var transaction = write.Transaction;
        if (await TenantStore.HoldAsync(transaction, environment, tenant, ct) is not { } held)
        {
            return new Edit<Tenant>.Unknown();
        }

        if (!await TenantStore.DeleteAsync(transaction, environment, tenant, version, ct))
        {
            return new Edit<Tenant>.Stale();
        }

        await SessionTenants.LeaveAsync(transaction, environment, tenant, ct);
        await DomainEnding.OfTenantAsync(write, environment, tenant, ct);
        await tokens.OfTenantAsync(write, environment, tenant, ct);
        await grants.EndAsync(write, environment, tenant, null, ct);
        await audit.RecordAsync(transaction, actor.Did(environment, "tenant.deleted", tenant.Value, tenant), ct);
        return new Edit<Tenant>.Done(held);
    }
}
