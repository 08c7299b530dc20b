using Everlatch.Core.Ids;

namespace Everlatch.Server.Pages.Mail;

/// <summary>One mail of the list.</summary>
/// <param name="Id">The mail.</param>
/// <param name="Recipient">Whom it is for.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="At">When it was written.</param>
public sealed record OutboxLine(MailId Id, string Recipient, string Subject, DateTimeOffset At);
