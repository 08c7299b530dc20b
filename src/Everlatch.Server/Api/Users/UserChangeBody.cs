using Everlatch.Identity.Users;

namespace Everlatch.Server.Api.Users;

/// <summary>What is to change about a user; what is left out stays.</summary>
internal sealed record UserChangeBody
{
    /// <summary>Another address. It is not verified unless this change says so.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the mailbox is known to be theirs.</summary>
    public bool? EmailVerified { get; init; }

    public string? Name { get; init; }

    public string? Locale { get; init; }

    public UserChange ToChange() => new() { Email = Email, EmailVerified = EmailVerified, Name = Name, Locale = Locale };
}
