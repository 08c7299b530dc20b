using System.Security.Cryptography;
using Everlatch.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Mail;

/// <summary>Sends what is due; each mail is in the hands of one sender at a time, however many servers run.</summary>
/// <remarks>A server that dies between handing a mail over and noting it may cause it to be sent again; none is lost.</remarks>
internal sealed partial class SendMails(
    IDatabase database, Outbox outbox, ISmtp smtp, IOptions<SmtpOptions> options, ILogger<SendMails> logger)
{
    private const int Batch = 10;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>The pause after this many failed attempts: doubling, up to four hours.</summary>
    public static TimeSpan PauseAfter(long attempts)
    {
        var pause = FirstPause * (1L << (int)Math.Min(attempts - 1, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>Sends one batch; how many were due.</summary>
    public async Task<int> RunAsync(TimeProvider clock, CancellationToken ct)
    {
        // Long enough to send the whole batch, each with its own silence of the server.
        var now = clock.GetUtcNow();
        var until = now.AddSeconds(options.Value.TimeoutSeconds * (Batch + 1));
        var mails = await MailStore.ClaimAsync(database, now, until, Batch, ct);
        foreach (var mail in mails)
        {
            await SendAsync(mail, clock, ct);
        }

        return mails.Count;
    }

    private async Task SendAsync(ClaimedMail mail, TimeProvider clock, CancellationToken ct)
    {
        try
        {
            await smtp.SendAsync(outbox.Open(mail.Environment, mail.MessageSealed), ct);
        }
        catch (Exception e) when (e is SmtpRefusalException or CryptographicException)
        {
            LogGivenUp(e, mail.Id.Value, mail.Attempts);
            await MailStore.FailedAsync(database, mail, clock.GetUtcNow(), ct);
            return;
        }
#pragma warning disable CA1031 // Whatever goes wrong on the way to the server is a reason to try again later.
        catch (Exception e) when (!ct.IsCancellationRequested)
#pragma warning restore CA1031
        {
            await PutBackAsync(mail, e, clock.GetUtcNow(), ct);
            return;
        }

        // Not cancelled by a server that stops: the mail is out.
        await MailStore.SentAsync(database, mail, clock.GetUtcNow(), CancellationToken.None);
    }

    private Task PutBackAsync(ClaimedMail mail, Exception e, DateTimeOffset now, CancellationToken ct)
    {
        if (mail.Attempts >= options.Value.Attempts)
        {
            LogGivenUp(e, mail.Id.Value, mail.Attempts);
            return MailStore.FailedAsync(database, mail, now, ct);
        }

        LogAgain(e, mail.Id.Value, mail.Attempts);
        return MailStore.RetryAsync(database, mail, now + PauseAfter(mail.Attempts), ct);
    }

    [LoggerMessage(3201, LogLevel.Warning, "Mail {Mail} was not taken (attempt {Attempt}); it is tried again")]
    private partial void LogAgain(Exception e, string mail, long attempt);

    [LoggerMessage(3202, LogLevel.Error, "Mail {Mail} is given up after {Attempt} attempts")]
    private partial void LogGivenUp(Exception e, string mail, long attempt);
}
