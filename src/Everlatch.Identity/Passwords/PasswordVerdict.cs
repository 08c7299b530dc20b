namespace Everlatch.Identity.Passwords;

/// <summary>Whether a password is the stored one.</summary>
public enum PasswordVerdict
{
    /// <summary>It is not.</summary>
    Wrong,

    /// <summary>It is.</summary>
    Right,

    /// <summary>It is, but was hashed with other parameters than today's and should be hashed again.</summary>
    RightButOutdated,
}
