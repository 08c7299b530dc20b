using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Invitations;

/// <summary>An invitation as the store returns it.</summary>
internal sealed record InvitationRow
{
    public InvitationId Id { get; init; }
    public TenantId Tenant { get; init; }
    public string Email { get; init; } = "";
    public string EmailKey { get; init; } = "";
    public string RolesJson { get; init; } = "";
    public string InvitedBy { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? AcceptedAt { get; init; }
    public DateTimeOffset? RevokedAt { get; init; }
    public long Version { get; init; }

    public Invitation ToInvitation() => new()
    {
        Id = Id,
        Tenant = Tenant,
        Email = Email,
        Roles = Json.Strings(RolesJson),
        InvitedBy = InvitedBy,
        CreatedAt = CreatedAt,
        ExpiresAt = ExpiresAt,
        AcceptedAt = AcceptedAt,
        RevokedAt = RevokedAt,
        Version = Version,
    };
}
