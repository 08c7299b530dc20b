using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Tenants;

namespace Everlatch.Identity.Roles;

/// <summary>Makes a role of the environment. Only its owner does: roles are the same in every tenant.</summary>
public sealed class CreateRole(DirectoryWriter writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Makes it.</summary>
    public async Task<Edit<Role>> RunAsync(
        EnvironmentId environment,
        string key,
        string name,
        IReadOnlyCollection<string> permissions,
        Actor actor,
        CancellationToken ct)
    {
        if (!RoleKeys.IsValid(key))
        {
            return new Edit<Role>.Refused(RoleErrors.KeyInvalid);
        }

        if (TenantName.Parse(name) is not { } parsedName)
        {
            return new Edit<Role>.Refused(RoleErrors.NameInvalid);
        }

        if (PermissionNames.Parse(permissions) is not { } parsedPermissions)
        {
            return new Edit<Role>.Refused(RoleErrors.PermissionsInvalid);
        }

        var now = clock.GetUtcNow();
        var role = new Role
        {
            Id = Id.New<RoleId>(clock),
            Key = key,
            Name = parsedName,
            Permissions = parsedPermissions,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        return await writer.WriteAsync(write => AddAsync(write, environment, role, actor, ct), ct);
    }

    private async Task<Edit<Role>> AddAsync(
        DirectoryWrite write, EnvironmentId environment, Role role, Actor actor, CancellationToken ct)
    {
        if (!await RoleStore.AddAsync(write.Transaction, environment, role, ct))
        {
            return new Edit<Role>.Refused(RoleErrors.KeyTaken);
        }

        write.Changed(environment, DirectoryKind.Role, role.Id.Value);
        await audit.RecordAsync(write.Transaction, actor.Did(environment, "role.created", role.Id.Value), ct);
        return new Edit<Role>.Done(role);
    }
}
