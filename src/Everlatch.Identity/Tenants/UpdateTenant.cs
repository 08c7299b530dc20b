using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;
using Everlatch.Storage;

namespace Everlatch.Identity.Tenants;

/// <summary>Renames a tenant. Its key never changes: addresses and tokens of others may hold it.</summary>
public sealed class UpdateTenant(IDatabase database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Renames it, when its version is still the one that the change was made from.</summary>
    public async Task<Edit<Tenant>> RunAsync(
        EnvironmentId environment, TenantId tenant, string name, long version, Actor actor, CancellationToken ct)
    {
        if (TenantName.Parse(name) is not { } parsed)
        {
            return new Edit<Tenant>.Refused(TenantErrors.NameInvalid);
        }

        await using var transaction = await database.BeginAsync(ct);
        var now = clock.GetUtcNow();
        if (await TenantStore.UpdateAsync(transaction, environment, tenant, parsed, version, now, ct) is not { } changed)
        {
            var exists = await TenantStore.FindAsync(transaction, environment, tenant, ct) is not null;
            return exists ? new Edit<Tenant>.Stale() : new Edit<Tenant>.Unknown();
        }

        await audit.RecordAsync(transaction, actor.Did(environment, "tenant.updated", tenant.Value, tenant), ct);
        await transaction.CommitAsync(ct);
        return new Edit<Tenant>.Done(changed);
    }
}
