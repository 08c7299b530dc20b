using Everlatch.Core.Ids;

namespace Everlatch.Identity.Users;

/// <summary>A user with the stored form of their password: what a sign-in reads in one query.</summary>
internal sealed record UserRow
{
    public UserId Id { get; init; }

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Locale { get; init; }

    public DateTimeOffset? EmailVerifiedAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public long Version { get; init; }

    public string? Hash { get; init; }

    public DateTimeOffset? PasswordChangedAt { get; init; }

    public DateTimeOffset? SignedOutAt { get; init; }
}
