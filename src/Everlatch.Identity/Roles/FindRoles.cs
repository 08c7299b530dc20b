using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Roles;

/// <summary>Reads roles.</summary>
public sealed class FindRoles(IDatabase database)
{
    /// <summary>One role by id.</summary>
    public Task<Role?> ByIdAsync(EnvironmentId environment, RoleId role, CancellationToken ct) =>
        RoleStore.FindAsync(database, environment, role, ct);

    /// <summary>Up to <paramref name="limit" /> roles after an id, in the order they were made.</summary>
    public Task<Page<Role>> PageAsync(EnvironmentId environment, string? after, int limit, CancellationToken ct) =>
        RoleStore.PageAsync(database, environment, after, limit, ct);
}
