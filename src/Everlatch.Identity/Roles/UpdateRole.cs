using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Tenants;

namespace Everlatch.Identity.Roles;

/// <summary>Changes what a role is called and allows. Tokens issued from then on follow, those of API tokens too.</summary>
public sealed class UpdateRole(DirectoryWriter writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Changes it, when its version is still the one that the change was made from.</summary>
    public async Task<Edit<Role>> RunAsync(
        EnvironmentId environment,
        RoleId role,
        string name,
        IReadOnlyCollection<string> permissions,
        long version,
        Actor actor,
        CancellationToken ct)
    {
        if (TenantName.Parse(name) is not { } parsedName)
        {
            return new Edit<Role>.Refused(RoleErrors.NameInvalid);
        }

        return PermissionNames.Parse(permissions) is { } parsed
            ? await writer.WriteAsync(write => UpdateAsync(write, environment, role, parsedName, parsed, version, actor, ct), ct)
            : new Edit<Role>.Refused(RoleErrors.PermissionsInvalid);
    }

    private async Task<Edit<Role>> UpdateAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        RoleId role,
        string name,
        ImmutableArray<string> permissions,
        long version,
        Actor actor,
        CancellationToken ct)
    {
        var transaction = write.Transaction;
        if (await RoleStore.FindAsync(transaction, environment, role, ct) is not { } found)
        {
            return new Edit<Role>.Unknown();
        }

        var wanted = found with { Name = name, Permissions = permissions, Version = version };
        if (await RoleStore.UpdateAsync(transaction, environment, wanted, clock.GetUtcNow(), ct) is not { } updated)
        {
            return new Edit<Role>.Stale();
        }

        write.Changed(environment, DirectoryKind.Role, role.Value);
        var did = actor.Did(environment, "role.updated", role.Value);
        var details = did.Details
            .Add("before", string.Join(' ', found.Permissions))
            .Add("after", string.Join(' ', permissions));
        await audit.RecordAsync(transaction, did with { Details = details }, ct);
        return new Edit<Role>.Done(updated);
    }
}
