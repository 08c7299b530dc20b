using Everlatch.Core.Ids;
using Everlatch.Identity.Users;

namespace Everlatch.Server.Api.Users;

/// <summary>A user as sent.</summary>
internal sealed record UserBody
{
    public required UserId Id { get; init; }

    public required string Email { get; init; }

    public required DateTimeOffset? EmailVerifiedAt { get; init; }

    public required string Name { get; init; }

    public required string? Locale { get; init; }

    public required DateTimeOffset? DisabledAt { get; init; }

    public required DateTimeOffset? LastSignInAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static UserBody Of(User user) => new()
    {
        Id = user.Id,
        Email = user.Email,
        EmailVerifiedAt = user.EmailVerifiedAt,
        Name = user.Name,
        Locale = user.Locale,
        DisabledAt = user.DisabledAt,
        LastSignInAt = user.LastSignInAt,
        CreatedAt = user.CreatedAt,
        UpdatedAt = user.UpdatedAt,
    };
}
