namespace Everlatch.Identity.Users;

/// <summary>What is to change about a user; what is null stays. Nothing of it was checked.</summary>
public sealed record UserChange
{
    /// <summary>Another address. It is not verified unless this change says so.</summary>
    public string? Email { get; init; }

    /// <summary>Whether the mailbox is known to be theirs.</summary>
    public bool? EmailVerified { get; init; }

    /// <summary>Another name.</summary>
    public string? Name { get; init; }

    /// <summary>Another language.</summary>
    public string? Locale { get; init; }
}
