using Everlatch.Core.Ids;
using Everlatch.Identity.Sessions;

namespace Everlatch.Server.Api.Users;

/// <summary>A live session as sent.</summary>
internal sealed record SessionBody
{
    public required SessionId Id { get; init; }

    public required TenantId? Tenant { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string Address { get; init; }

    public required string UserAgent { get; init; }

    public static SessionBody Of(ListedSession session) => new()
    {
        Id = session.Id,
        Tenant = session.Tenant,
        CreatedAt = session.CreatedAt,
        LastSeenAt = session.LastSeenAt,
        ExpiresAt = session.ExpiresAt,
        Address = session.Address,
        UserAgent = session.UserAgent,
    };
}
