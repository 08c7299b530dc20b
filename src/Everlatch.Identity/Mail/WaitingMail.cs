using Everlatch.Core.Ids;

namespace Everlatch.Identity.Mail;

/// <summary>A mail that was not sent yet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Message">What it says.</param>
public sealed record WaitingMail(MailId Id, DateTimeOffset CreatedAt, MailMessage Message);
