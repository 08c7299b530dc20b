using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Apis;
using Everlatch.Identity.Roles;

namespace Everlatch.Identity.Environments;

/// <summary>The roles that a new environment begins with; its owner may change them.</summary>
internal static class DefaultRoles
{
    private static readonly ImmutableArray<(string Key, string Name, ImmutableArray<string> Permissions)> Roles =
    [
        ("owner", "Owner", Sorted(
            ManagementScopes.TenantsRead, ManagementScopes.TenantsWrite, ManagementScopes.UsersRead,
            ManagementScopes.TokensRead, ManagementScopes.TokensWrite, ManagementScopes.AuditRead)),
        ("admin", "Admin", Sorted(
            ManagementScopes.TenantsRead,
            ManagementScopes.TenantsWrite,
            ManagementScopes.UsersRead,
            ManagementScopes.TokensRead)),
        ("member", "Member", Sorted(ManagementScopes.TenantsRead)),
    ];

    /// <summary>Adds them to an environment that is being made.</summary>
    public static async Task AddAsync(DirectoryWrite write, EnvironmentId environment, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var (key, name, permissions) in Roles)
        {
            var role = new Role
            {
                Id = Id.New<RoleId>(clock),
                Key = key,
                Name = name,
                Permissions = permissions,
                CreatedAt = now,
                UpdatedAt = now,
                Version = 1,
            };
            await RoleStore.AddAsync(write.Transaction, environment, role, ct);
            write.Changed(environment, DirectoryKind.Role, role.Id.Value);
        }
    }

    private static ImmutableArray<string> Sorted(params ReadOnlySpan<string> permissions) =>
        [.. permissions.ToArray().Order(StringComparer.Ordinal)];
}
