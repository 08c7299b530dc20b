using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;
using Everlatch.Storage;

namespace Everlatch.Identity.Tenants;

/// <summary>Makes a tenant, without members.</summary>
public sealed class CreateTenant(IDatabase database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Makes it.</summary>
    public async Task<Edit<Tenant>> RunAsync(
        EnvironmentId environment, string key, string name, Actor actor, CancellationToken ct)
    {
        if (!TenantName.IsKey(key))
        {
            return new Edit<Tenant>.Refused(TenantErrors.KeyInvalid);
        }

        if (TenantName.Parse(name) is not { } parsed)
        {
            return new Edit<Tenant>.Refused(TenantErrors.NameInvalid);
        }

        var now = clock.GetUtcNow();
        var tenant = new Tenant
        {
            Id = Id.New<TenantId>(clock),
            Key = key,
            Name = parsed,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        await using var transaction = await database.BeginAsync(ct);
        if (!await TenantStore.AddAsync(transaction, environment, tenant, ct))
        {
            return new Edit<Tenant>.Refused(TenantErrors.KeyTaken);
        }

        await audit.RecordAsync(transaction, actor.Did(environment, "tenant.created", tenant.Id.Value, tenant.Id), ct);
        await transaction.CommitAsync(ct);
        return new Edit<Tenant>.Done(tenant);
    }
}
