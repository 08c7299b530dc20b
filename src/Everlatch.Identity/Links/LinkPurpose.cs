namespace Everlatch.Identity.Links;

/// <summary>What a mailed link is good for; it is good for nothing else.</summary>
internal enum LinkPurpose
{
    /// <summary>Proves that a mailbox belongs to a new user.</summary>
    VerifyEmail,

    /// <summary>Chooses a new password.</summary>
    ResetPassword,
}
