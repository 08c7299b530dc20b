using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.ApiTokens;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Invitations;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;

namespace Everlatch.Identity.Memberships;

/// <summary>
/// Changes the roles of a member. Their API tokens follow in the same transaction, and open invitations end with a role.
/// </summary>
/// <remarks>New tokens say so at once; access tokens that were issued before keep what they carry until they end.</remarks>
public sealed class ChangeRoles(DirectoryWriter writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Sets the roles; what is given and what is taken may not allow more than the actor does.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="user">The member.</param>
    /// <param name="roles">All roles that the member has from now on.</param>
    /// <param name="version">The version that the change was made from; null when any will do.</param>
    /// <param name="actor">Who changes them.</param>
    /// <param name="ct">Cancels.</param>
    public Task<Edit<Membership>> RunAsync(
        EnvironmentId environment,
        TenantId tenant,
        UserId user,
        IReadOnlyCollection<string> roles,
        long? version,
        Actor actor,
        CancellationToken ct) =>
        RoleKeys.Parse(roles) is { } keys
            ? writer.WriteAsync(write => ChangeAsync(write, environment, tenant, user, keys, version, actor, ct), ct)
            : Task.FromResult<Edit<Membership>>(new Edit<Membership>.Refused(RoleErrors.ListInvalid));

    private async Task<Edit<Membership>> ChangeAsync(
        DirectoryWrite write,
        EnvironmentId environment,
        TenantId tenant,
        UserId user,
        ImmutableArray<string> roles,
        long? version,
        Actor actor,
        CancellationToken ct)
    {
        var transaction = write.Transaction;
        if (await TenantStore.HoldAsync(transaction, environment, tenant, ct) is null
            || await MembershipStore.HoldAsync(transaction, environment, tenant, user, ct) is not { } held)
        {
            return new Edit<Membership>.Unknown();
        }

        if (version is not null && version != held.Version)
        {
            return new Edit<Membership>.Stale();
        }

        var moved = roles.Except(held.Roles).Concat(held.Roles.Except(roles)).Order(StringComparer.Ordinal).ToImmutableArray();
        var problem = await GiveRoles.CheckAsync(transaction, environment, moved, actor.Authority, ct)
            ?? await KeepManager.CheckAsync(transaction, environment, held, roles, actor.Authority, ct);
        if (problem is not null)
        {
            return new Edit<Membership>.Refused(problem);
        }

        var now = clock.GetUtcNow();
        var changed = await MembershipStore.UpdateAsync(transaction, environment, held with { Roles = roles }, now, ct);
        if (held.Roles.Except(roles).Any())
        {
            // Or a member could keep a role by a link they sent to another mailbox of theirs while they had it.
            await InvitationStore.RevokeOfInviterAsync(transaction, environment, tenant, user, now, ct);
        }

        await EndApiTokens.FollowRolesAsync(write, environment, tenant, user, roles, ct);
        var did = actor.Did(environment, "membership.roles_changed", user.Value, tenant, user);
        await audit.RecordAsync(
            transaction,
            did with { Details = did.Details.Add("before", string.Join(' ', held.Roles)).Add("after", string.Join(' ', roles)) },
            ct);
        return new Edit<Membership>.Done(changed);
    }
}
