namespace Everlatch.Identity.Mail;

/// <summary>The mails that there are. Their texts stand in MailTexts.resx under these names.</summary>
public enum MailKind
{
    /// <summary>Asks a new user to prove their address; has a link.</summary>
    VerifyEmail,

    /// <summary>Tells somebody who signed up again that they have an account; has a link to choose a new password.</summary>
    AlreadyRegistered,

    /// <summary>Lets somebody choose a new password; has a link.</summary>
    ResetPassword,

    /// <summary>Tells somebody that their password was changed.</summary>
    PasswordChanged,

    /// <summary>Invites somebody into a tenant; has a link. Words: the tenant's name.</summary>
    Invitation,
}
