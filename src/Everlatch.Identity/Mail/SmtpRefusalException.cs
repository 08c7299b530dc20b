namespace Everlatch.Identity.Mail;

/// <summary>The server refused a mail for good (a reply of class 5, RFC 5321 §4.2.1): trying again is of no use.</summary>
internal sealed class SmtpRefusalException(Exception inner) : Exception("The SMTP server refused the mail for good.", inner);
