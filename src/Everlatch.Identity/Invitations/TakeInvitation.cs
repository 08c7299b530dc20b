using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Memberships;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;

namespace Everlatch.Identity.Invitations;

/// <summary>
/// Takes an invitation for a user inside a transaction: that of a signed-in user, or of somebody who signs up by the link.
/// </summary>
public sealed class TakeInvitation(AuditTrail audit, TimeProvider clock)
{
    /// <summary>
    /// Makes the user a member, once, when the invitation is open and names the user's proven address. A refusal changes nothing.
    /// </summary>
    internal async Task<Outcome> RunAsync(
        ITransaction transaction, EnvironmentId environment, string token, UserId user, AuditActor actor, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var hash = GeneratedSecret.HashOf(token);

        // The tenant first, like everybody who changes who is in it: else two could wait for each other.
        if (await InvitationStore.FindByTokenAsync(transaction, environment, hash, ct) is not { } found
            || await TenantStore.HoldAsync(transaction, environment, found.Tenant, ct) is not { DisabledAt: null } tenant)
        {
            return new Outcome.Refused(InvitationErrors.Closed);
        }

        if (await InvitationStore.AcceptAsync(transaction, environment, hash, user, now, ct) is not { } taken)
        {
            var latest = await InvitationStore.FindByTokenAsync(transaction, environment, hash, ct);
            var isOpen = latest?.ToInvitation().IsOpenAt(now) == true;
            return new Outcome.Refused(isOpen ? InvitationErrors.OtherAddress : InvitationErrors.Closed);
        }

        await JoinAsync(transaction, environment, taken, user, now, ct);
        var act = new AuditEvent
        {
            Environment = environment,
            Kind = "invitation.accepted",
            Actor = actor,
            Target = taken.Id.Value,
            Tenant = taken.Tenant,
            User = user,
        };
        await audit.RecordAsync(transaction, act, ct);
        return new Outcome.Joined(tenant);
    }

    // A role that was deleted since is left out. Who is a member already stays
    // what they are: an invitation is no way around ChangeRoles.
    private static async Task JoinAsync(
        ITransaction transaction,
        EnvironmentId environment,
        Invitation taken,
        UserId user,
        DateTimeOffset now,
        CancellationToken ct)
    {
        var roles = await GiveRoles.KeepExistingAsync(transaction, environment, taken.Roles, ct);
        var membership = new Membership
        {
            Tenant = taken.Tenant,
            User = user,
            Roles = roles,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        await MembershipStore.AddAsync(transaction, environment, membership, ct);
    }

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        /// <summary>The user is a member of the tenant.</summary>
        public sealed record Joined(Tenant Tenant) : Outcome;

        /// <summary>Refused, and why.</summary>
        public sealed record Refused(Problem Problem) : Outcome;
    }
}
