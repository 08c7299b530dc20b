namespace Everlatch.Server.Pages.Mail;

/// <summary>What one unsent mail shows.</summary>
/// <param name="Line">Its envelope.</param>
/// <param name="Body">Its text.</param>
public sealed record MailView(OutboxLine Line, string Body);
