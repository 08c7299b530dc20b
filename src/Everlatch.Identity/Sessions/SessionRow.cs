using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Sessions;

/// <summary>A live session as one query reads it.</summary>
internal sealed record SessionRow
{
    public SessionId Id { get; init; }

    public UserId User { get; init; }

    public TenantId? Tenant { get; init; }

    public string AmrJson { get; init; } = "";

    public DateTimeOffset AuthenticatedAt { get; init; }

    public DateTimeOffset LastSeenAt { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    public string Email { get; init; } = "";

    public DateTimeOffset? EmailVerifiedAt { get; init; }

    public string Name { get; init; } = "";

    public string? Locale { get; init; }

    public BrowserSession ToSession() => new()
    {
        Id = Id,
        User = User,
        Email = Email,
        EmailVerified = EmailVerifiedAt is not null,
        Name = Name,
        Locale = Locale,
        Tenant = Tenant,
        Amr = Json.Strings(AmrJson),
        AuthenticatedAt = AuthenticatedAt,
        LastSeenAt = LastSeenAt,
        ExpiresAt = ExpiresAt,
    };
}
