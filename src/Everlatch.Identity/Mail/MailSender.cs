using Everlatch.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Mail;

/// <summary>Looks for due mails once a second, where an SMTP server is configured.</summary>
internal sealed partial class MailSender(
    SendMails send, IOptions<SmtpOptions> options, TimeProvider clock, ILogger<MailSender> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            LogNotSending();
            return;
        }

        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await send.RunAsync(clock, stoppingToken) > 0)
                {
                }
            }
            catch (StoreFaultException e)
            {
                LogFault(e);
            }
        }
    }

    [LoggerMessage(3203, LogLevel.Information, "No SMTP server is configured: mails wait in the outbox, to be read at /mail")]
    private partial void LogNotSending();

    [LoggerMessage(3204, LogLevel.Warning, "The outbox could not be read; it is tried again")]
    private partial void LogFault(Exception e);
}
