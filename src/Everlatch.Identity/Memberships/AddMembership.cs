using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;

namespace Everlatch.Identity.Memberships;

/// <summary>Makes a user a member of a tenant, without asking them; an invitation asks.</summary>
public sealed class AddMembership(DirectoryWriter writer, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Adds a user with roles, of which none may allow more than the actor does.</summary>
    public Task<Edit<Membership>> RunAsync(
        EnvironmentId environment,
        TenantId tenant,
        UserId user,
        IReadOnlyCollection<string> roles,
        Actor actor,
        CancellationToken ct) =>
        RoleKeys.Parse(roles) is { } keys
            ? writer.WriteAsync(write => AddAsync(write, environment, NewMembership(tenant, user, keys), actor, ct), ct)
            : Task.FromResult<Edit<Membership>>(new Edit<Membership>.Refused(RoleErrors.ListInvalid));

    private async Task<Edit<Membership>> AddAsync(
        DirectoryWrite write, EnvironmentId environment, Membership membership, Actor actor, CancellationToken ct)
    {
        var transaction = write.Transaction;
        switch (await TenantStore.HoldAsync(transaction, environment, membership.Tenant, ct))
        {
            case null:
                return new Edit<Membership>.Unknown();
            case { DisabledAt: not null }:
                return new Edit<Membership>.Refused(TenantErrors.Disabled);
        }

        if (await GiveRoles.CheckAsync(transaction, environment, membership.Roles, actor.Authority, ct) is { } problem)
        {
            return new Edit<Membership>.Refused(problem);
        }

        if (await MembershipStore.AddAsync(transaction, environment, membership, ct) is not { } added)
        {
            var isMember =
                await MembershipStore.FindAsync(transaction, environment, membership.Tenant, membership.User, ct) is not null;
            return new Edit<Membership>.Refused(isMember ? MembershipErrors.AlreadyMember : MembershipErrors.UserUnknown);
        }

        var did = actor.Did(environment, "membership.added", added.User.Value, added.Tenant, added.User);
        await audit.RecordAsync(transaction, did with { Details = did.Details.Add("roles", string.Join(' ', added.Roles)) }, ct);
        return new Edit<Membership>.Done(added);
    }

    private Membership NewMembership(TenantId tenant, UserId user, ImmutableArray<string> roles)
    {
        var now = clock.GetUtcNow();
        return new Membership { Tenant = tenant, User = user, Roles = roles, CreatedAt = now, UpdatedAt = now, Version = 1 };
    }
}
