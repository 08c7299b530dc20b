using Everlatch.Core.Ids;

namespace Everlatch.Identity.Links;

/// <summary>The user to whom a link was mailed.</summary>
internal sealed record LinkOwner
{
    public UserId User { get; init; }

    public string Email { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Locale { get; init; }

    public DateTimeOffset? EmailVerifiedAt { get; init; }
}
