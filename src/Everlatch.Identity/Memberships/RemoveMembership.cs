using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;

namespace Everlatch.Identity.Memberships;

/// <summary>Takes a user out of a tenant, by an administrator or by themselves.</summary>
public sealed class RemoveMembership(DirectoryWriter writer, EndMembership end, AuditTrail audit)
{
    /// <summary>
    /// Removes a member with everything they hold in the tenant. Somebody with
    /// a role above the actor's own can only leave by themselves.
    /// </summary>
    public Task<Edit<Membership>> RunAsync(
        EnvironmentId environment, TenantId tenant, UserId user, Actor actor, CancellationToken ct) =>
        writer.WriteAsync(write => RemoveAsync(write, environment, tenant, user, actor, ct), ct);

    private async Task<Edit<Membership>> RemoveAsync(
        DirectoryWrite write, EnvironmentId environment, TenantId tenant, UserId user, Actor actor, CancellationToken ct)
    {
        var transaction = write.Transaction;
        if (await TenantStore.HoldAsync(transaction, environment, tenant, ct) is null
            || await MembershipStore.HoldAsync(transaction, environment, tenant, user, ct) is not { } held)
        {
            return new Edit<Membership>.Unknown();
        }

        var leaves = actor.Identity.Id == user.Value;
        var problem = (leaves ? null : await GiveRoles.CheckAsync(transaction, environment, held.Roles, actor.Authority, ct))
            ?? await KeepManager.CheckAsync(transaction, environment, held, [], actor.Authority, ct);
        if (problem is not null)
        {
            return new Edit<Membership>.Refused(problem);
        }

        await MembershipStore.DeleteAsync(transaction, environment, held, ct);
        await end.RunAsync(write, environment, tenant, user, ct);
        await audit.RecordAsync(transaction, actor.Did(environment, "membership.removed", user.Value, tenant, user), ct);
        return new Edit<Membership>.Done(held);
    }
}
