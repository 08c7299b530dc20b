using Everlatch.Storage.Background;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Everlatch.Identity.Mail;

/// <summary>Looks for due mails once a second, where an SMTP server is configured.</summary>
internal sealed partial class MailSender(
    SendMails send, IOptions<SmtpOptions> options, TimeProvider clock, ILogger<MailSender> logger)
    : PeriodicWork(TimeSpan.FromSeconds(1), clock, logger)
{
    private readonly ILogger logger = logger;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Enabled)
        {
            return base.ExecuteAsync(stoppingToken);
        }

        LogNotSending();
        return Task.CompletedTask;
    }

    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        while (await send.RunAsync(Clock, ct) > 0)
        {
        }
    }

    [LoggerMessage(3203, LogLevel.Information, "No SMTP server is configured: mails wait in the outbox, to be read at /mail")]
    private partial void LogNotSending();
}
