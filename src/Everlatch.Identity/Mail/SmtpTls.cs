namespace Everlatch.Identity.Mail;

/// <summary>How a connection to an SMTP server is protected.</summary>
public enum SmtpTls
{
    /// <summary>Begins in the clear and must change to TLS (RFC 3207) before anything is sent.</summary>
    StartTls,

    /// <summary>TLS from the first byte (RFC 8314).</summary>
    Implicit,

    /// <summary>None: for a relay on the same machine.</summary>
    None,
}
