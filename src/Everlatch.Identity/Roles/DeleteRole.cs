using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Roles;

/// <summary>Deletes a role that nobody has.</summary>
/// <remarks>A key left behind somewhere would come back to life with the next role of that key, so one in use is kept.</remarks>
public sealed class DeleteRole(DirectoryWriter writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Deletes it, when its version is still the one that the caller saw.</summary>
    public Task<Edit<Role>> RunAsync(EnvironmentId environment, RoleId role, long version, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => DeleteAsync(write, environment, role, version, actor, ct), ct);

    private async Task<Edit<Role>> DeleteAsync(
        DirectoryWrite write, EnvironmentId environment, RoleId role, long version, Actor actor, CancellationToken ct)
    {
        var transaction = write.Transaction;
        if (await RoleStore.FindAsync(transaction, environment, role, ct) is not { } found)
        {
            return new Edit<Role>.Unknown();
        }

        // Whoever gives the role holds its row: from here on nobody does, so what is not in use now stays so.
        if (await RoleStore.HoldAsync(transaction, environment, found.Key, ct) is not { } held || held.Version != version)
        {
            return new Edit<Role>.Stale();
        }

        if (await RoleStore.IsUsedAsync(transaction, environment, role, clock.GetUtcNow(), ct))
        {
            return new Edit<Role>.Refused(RoleErrors.InUse);
        }

        await RoleStore.DeleteAsync(transaction, environment, role, ct);
        write.Changed(environment, DirectoryKind.Role, role.Value);
        await audit.RecordAsync(transaction, actor.Did(environment, "role.deleted", role.Value), ct);
        return new Edit<Role>.Done(held);
    }
}
