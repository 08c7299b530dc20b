using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Everlatch.Identity.Mail;

/// <summary>Hands mails to the configured server, over one connection each.</summary>
internal sealed class Smtp(IOptions<SmtpOptions> options) : ISmtp
{
    private const int PermanentRefusal = 500;

    public async Task SendAsync(MailMessage message, CancellationToken ct)
    {
        var o = options.Value;
        using var client = new SmtpClient { Timeout = o.TimeoutSeconds * 1000 };
        await client.ConnectAsync(o.Host, o.Port, SecurityOf(o.Tls), ct);
        if (o.User.Length > 0)
        {
            // Read each time, so that a rotated password is taken up.
            var password = o.PasswordFile.Length == 0 ? "" : await File.ReadAllTextAsync(o.PasswordFile, ct);
            await client.AuthenticateAsync(o.User, password.TrimEnd('\r', '\n'), ct);
        }

        try
        {
            using var mime = MimeOf(message, o.From);
            await client.SendAsync(mime, ct);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= PermanentRefusal)
        {
            throw new SmtpRefusalException(e);
        }

        await client.DisconnectAsync(quit: true, ct);
    }

    internal static MimeMessage MimeOf(MailMessage message, string from)
    {
        var mime = new MimeMessage();
        mime.From.Add(new MailboxAddress(message.From, from));
        mime.To.Add(new MailboxAddress("", message.To));
        mime.Subject = message.Subject;

        // RFC 3834 §5: nobody's out-of-office answers this.
        mime.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        mime.Body = new BodyBuilder { TextBody = message.Text, HtmlBody = message.Html }.ToMessageBody();
        return mime;
    }

    private static SecureSocketOptions SecurityOf(SmtpTls tls) => tls switch
    {
        SmtpTls.Implicit => SecureSocketOptions.SslOnConnect,
        SmtpTls.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
