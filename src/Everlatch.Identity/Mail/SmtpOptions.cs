using System.ComponentModel.DataAnnotations;

namespace Everlatch.Identity.Mail;

/// <summary>The server that mails are handed to. Section <c>Everlatch:Smtp</c>.</summary>
public sealed class SmtpOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Everlatch:Smtp";

    /// <summary>Its host; empty (the default) means that mails are only readable on the page <c>/mail</c>.</summary>
    public string Host { get; set; } = "";

    /// <summary>Its port. Default 587.</summary>
    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected. Default <see cref="SmtpTls.StartTls" />.</summary>
    public SmtpTls Tls { get; set; } = SmtpTls.StartTls;

    /// <summary>User name; empty to send without authentication.</summary>
    public string User { get; set; } = "";

    /// <summary>Path of a file that holds the password.</summary>
    public string PasswordFile { get; set; } = "";

    /// <summary>The address mails come from. Default <c>no-reply@localhost</c>.</summary>
    [Required]
    [EmailAddress]
    public string From { get; set; } = "no-reply@localhost";

    /// <summary>Seconds until a silent server counts as a failure. Default 20.</summary>
    [Range(1, 300)]
    public int TimeoutSeconds { get; set; } = 20;

    /// <summary>Attempts before a mail is given up. Default 12: with the growing pause between them, about a day.</summary>
    [Range(1, 100)]
    public int Attempts { get; set; } = 12;

    /// <summary>Whether mails are sent at all.</summary>
    public bool Enabled => Host.Length > 0;
}
