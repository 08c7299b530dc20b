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
    public Task<Outcome> RunAsync(EnvironmentId environment, RoleId role, long version, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => DeleteAsync(write, environment, role, version, actor, ct), ct);

    private async Task<Outcome> DeleteAsync(
        DirectoryWrite write, EnvironmentId environment, RoleId role, long version, Actor actor, CancellationToken ct)
    {
        var transaction = write.Transaction;
        if (await RoleStore.FindAsync(transaction, environment, role, ct) is not { } found)
        {
            return new Outcome.Unknown();
        }

        // Whoever gives the role holds its row: from here on nobody does, so what is not in use now stays so.
        if (await RoleStore.HoldAsync(transaction, environment, found.Key, ct) is not { } held || held.Version != version)
        {
            return new Outcome.Stale();
        }

        if (await RoleStore.IsUsedAsync(transaction, environment, role, clock.GetUtcNow(), ct))
        {
            return new Outcome.Refused(RoleErrors.InUse);
        }

        await RoleStore.DeleteAsync(transaction, environment, role, ct);
        write.Changed(environment, DirectoryKind.Role, role.Value);
        await audit.RecordAsync(transaction, actor.Did(environment, "role.deleted", role.Value), ct);
        return new Outcome.Deleted();
    }

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        /// <summary>The role is gone.</summary>
        public sealed record Deleted : Outcome;

        /// <summary>There is no such role.</summary>
        public sealed record Unknown : Outcome;

        /// <summary>Somebody changed it since the caller saw it.</summary>
        public sealed record Stale : Outcome;

        /// <summary>Refused, and why.</summary>
        public sealed record Refused(Problem Problem) : Outcome;
    }
}
