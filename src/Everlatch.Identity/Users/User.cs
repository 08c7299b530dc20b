using Everlatch.Core.Ids;

namespace Everlatch.Identity.Users;

/// <summary>A person in one environment.</summary>
public sealed record User
{
    /// <summary>Their id, the <c>sub</c> of tokens.</summary>
    public required UserId Id { get; init; }

    /// <summary>Their e-mail address as they typed it.</summary>
    public required string Email { get; init; }

    /// <summary>When they proved that the mailbox is theirs; null when they did not.</summary>
    public DateTimeOffset? EmailVerifiedAt { get; init; }

    /// <summary>Their name.</summary>
    public required string Name { get; init; }

    /// <summary>The language they chose, as a BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>When they were disabled; null while they may sign in.</summary>
    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>When they last signed in.</summary>
    public DateTimeOffset? LastSignInAt { get; init; }

    /// <summary>When they came.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When their record last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Counts changes, for ETags.</summary>
    public required long Version { get; init; }
}
