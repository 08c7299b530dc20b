using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Tenants;

/// <summary>Reads tenants.</summary>
public sealed class FindTenants(IDatabase database)
{
    /// <summary>One tenant by id.</summary>
    public Task<Tenant?> ByIdAsync(EnvironmentId environment, TenantId tenant, CancellationToken ct) =>
        TenantStore.FindAsync(database, environment, tenant, ct);

    /// <summary>One tenant by its key.</summary>
    public Task<Tenant?> ByKeyAsync(EnvironmentId environment, string key, CancellationToken ct) =>
        TenantStore.FindByKeyAsync(database, environment, key, ct);

    /// <summary>Up to <paramref name="limit" /> tenants after an id, in the order they were made.</summary>
    public Task<Page<Tenant>> PageAsync(EnvironmentId environment, string? after, int limit, CancellationToken ct) =>
        TenantStore.PageAsync(database, environment, after, limit, ct);
}
