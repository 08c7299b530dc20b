namespace Everlatch.Identity.Mail;

/// <summary>Hands mails to a server.</summary>
internal interface ISmtp
{
    /// <summary>Returns once the server has taken the mail.</summary>
    /// <exception cref="SmtpRefusalException">The server will never take this mail.</exception>
    Task SendAsync(MailMessage message, CancellationToken ct);
}
