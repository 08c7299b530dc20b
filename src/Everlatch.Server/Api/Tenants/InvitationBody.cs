using System.Collections.Immutable;
using Everlatch.Core.Ids;
using Everlatch.Identity.Invitations;

namespace Everlatch.Server.Api.Tenants;

/// <summary>An invitation as sent: without its link, which only the mailbox gets.</summary>
internal sealed record InvitationBody
{
    public required InvitationId Id { get; init; }

    public required TenantId Tenant { get; init; }

    public required string Email { get; init; }

    public required ImmutableArray<string> Roles { get; init; }

    public required string InvitedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset? AcceptedAt { get; init; }

    public required DateTimeOffset? RevokedAt { get; init; }

    public static InvitationBody Of(Invitation invitation) => new()
    {
        Id = invitation.Id,
        Tenant = invitation.Tenant,
        Email = invitation.Email,
        Roles = invitation.Roles,
        InvitedBy = invitation.InvitedBy,
        CreatedAt = invitation.CreatedAt,
        ExpiresAt = invitation.ExpiresAt,
        AcceptedAt = invitation.AcceptedAt,
        RevokedAt = invitation.RevokedAt,
    };
}
