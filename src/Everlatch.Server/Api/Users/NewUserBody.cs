using Everlatch.Identity.Users;

namespace Everlatch.Server.Api.Users;

/// <summary>A user to be made.</summary>
internal sealed record NewUserBody
{
    public required string Email { get; init; }

    public required string Name { get; init; }

    /// <summary>Their language as a BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether the mailbox is known to be theirs.</summary>
    public bool EmailVerified { get; init; }

    /// <summary>A password to begin with; without one they choose it by a reset link.</summary>
    public string? Password { get; init; }

    public NewUser ToNewUser() =>
        new() { Email = Email, Name = Name, Locale = Locale, EmailVerified = EmailVerified, Password = Password };

    /// <summary>Not the password: it must not reach a log by accident.</summary>
    public override string ToString() => "[new user]";
}
