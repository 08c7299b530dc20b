using System.Collections.Immutable;
using Everlatch.Core.Ids;

namespace Everlatch.Identity.Invitations;

/// <summary>An offer to join a tenant, sent to a mailbox. Only who controls the mailbox can take it, and only once.</summary>
public sealed record Invitation
{
    /// <summary>Its id.</summary>
    public required InvitationId Id { get; init; }

    /// <summary>The tenant to join.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The address it was sent to, as typed.</summary>
    public required string Email { get; init; }

    /// <summary>Keys of the roles that the member will have.</summary>
    public required ImmutableArray<string> Roles { get; init; }

    /// <summary>Who sent it.</summary>
    public required string InvitedBy { get; init; }

    /// <summary>When it was sent.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it ends.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When it was taken back.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>Counts its changes.</summary>
    public required long Version { get; init; }

    /// <summary>Whether it can be taken at a moment.</summary>
    public bool IsOpenAt(DateTimeOffset now) => AcceptedAt is null && RevokedAt is null && now < ExpiresAt;
}
