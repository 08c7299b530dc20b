using System.Collections.Immutable;
using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Roles;
using Everlatch.Identity.Tenants;
using Everlatch.Storage;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Invitations;

/// <summary>Invites a mailbox into a tenant. Nothing tells whether its owner has an account.</summary>
public sealed class Invite(
    IDatabase database, Outbox outbox, AuditTrail audit, IOptions<InvitationOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Sends an invitation; an open one to the same address is replaced by it.</summary>
    /// <param name="here">The environment, and the host whose issuer the link begins with.</param>
    /// <param name="tenant">The tenant to join.</param>
    /// <param name="email">The mailbox, as typed.</param>
    /// <param name="roles">Roles that the member will have, none of which may allow more than the actor does.</param>
    /// <param name="actor">Who invites.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Edit<Invitation>> RunAsync(
        DirectoryHost here, TenantId tenant, string email, IReadOnlyCollection<string> roles, Actor actor, CancellationToken ct)
    {
        if (!EmailAddress.TryParse(email, out var address))
        {
            return new Edit<Invitation>.Refused(InvitationErrors.AddressInvalid);
        }

        if (RoleKeys.Parse(roles) is not { } keys)
        {
            return new Edit<Invitation>.Refused(RoleErrors.ListInvalid);
        }

        await using var transaction = await database.BeginAsync(ct);
        var invitation = NewInvitation(tenant, address, keys, actor);
        var outcome = await SendAsync(transaction, here, invitation, address, actor, ct);
        if (outcome is Edit<Invitation>.Done)
        {
            await transaction.CommitAsync(ct);
        }

        return outcome;
    }

    private async Task<Edit<Invitation>> SendAsync(
        ITransaction transaction,
        DirectoryHost here,
        Invitation invitation,
        EmailAddress address,
        Actor actor,
        CancellationToken ct)
    {
        var environment = here.Environment.Id;
        if (await TenantStore.HoldAsync(transaction, environment, invitation.Tenant, ct) is not { } tenant)
        {
            return new Edit<Invitation>.Unknown();
        }

        var problem = tenant.DisabledAt is null ? null : TenantErrors.Disabled;
        problem ??= await GiveRoles.CheckAsync(transaction, environment, invitation.Roles, actor.Authority, ct);
        problem ??= await LimitAsync(transaction, environment, invitation, address, ct);
        if (problem is not null)
        {
            return new Edit<Invitation>.Refused(problem);
        }

        var token = InvitationLink.NewToken();
        await InvitationStore.RevokeOfAddressAsync(transaction, environment, tenant.Id, address, invitation.CreatedAt, ct);
        await InvitationStore.AddAsync(transaction, environment, invitation, address, token.Hash, ct);
        var order = new MailOrder
        {
            To = address,
            Kind = MailKind.Invitation,
            Path = InvitationLink.PathOf(token),
            Words = [tenant.Name],
        };
        await outbox.EnqueueAsync(transaction, here, order, ct);
        var did = actor.Did(environment, "invitation.sent", invitation.Id.Value, tenant.Id);
        await audit.RecordAsync(
            transaction, did with { Details = did.Details.Add("roles", string.Join(' ', invitation.Roles)) }, ct);
        return new Edit<Invitation>.Done(invitation);
    }

    private async Task<Problem?> LimitAsync(
        ITransaction transaction, EnvironmentId environment, Invitation invitation, EmailAddress address, CancellationToken ct)
    {
        var since = invitation.CreatedAt - Day;
        var sent = await InvitationStore.CountAsync(transaction, environment, invitation.Tenant, address, since, ct);
        var allowed = options.Value.PerDay + (sent.Accepted * options.Value.PerDayForEachAccepted);
        return sent.OfTenant >= allowed || sent.OfAddress >= options.Value.PerAddressAndDay ? InvitationErrors.TooMany : null;
    }

    private Invitation NewInvitation(TenantId tenant, EmailAddress address, ImmutableArray<string> roles, Actor actor)
    {
        var now = clock.GetUtcNow();
        return new Invitation
        {
            Id = Id.New<InvitationId>(clock),
            Tenant = tenant,
            Email = address.Text,
            Roles = roles,
            InvitedBy = actor.Identity.Id,
            CreatedAt = now,
            ExpiresAt = now.AddDays(options.Value.LifeDays),
            Version = 1,
        };
    }
}
