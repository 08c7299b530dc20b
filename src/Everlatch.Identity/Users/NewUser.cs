namespace Everlatch.Identity.Users;

/// <summary>A user to be made by an administrator. Nothing of it was checked.</summary>
public sealed record NewUser
{
    /// <summary>Their address.</summary>
    public required string? Email { get; init; }

    /// <summary>Their name.</summary>
    public required string? Name { get; init; }

    /// <summary>Their language as a BCP 47 tag.</summary>
    public string? Locale { get; init; }

    /// <summary>Whether the mailbox is known to be theirs.</summary>
    public bool EmailVerified { get; init; }

    /// <summary>A password to begin with; without one they choose it by a reset link.</summary>
    public string? Password { get; init; }

    /// <summary>Not the password: it must not reach a log by accident.</summary>
    public override string ToString() => "[new user]";
}
