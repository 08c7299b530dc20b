namespace Everlatch.Identity.Mail;

/// <summary>A mail as it is sent.</summary>
/// <param name="To">The recipient's address.</param>
/// <param name="From">The name that stands before the sender's address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The body for programs that show no HTML.</param>
/// <param name="Html">The body.</param>
public sealed record MailMessage(string To, string From, string Subject, string Text, string Html);
