using System.Text.Json;
using Everlatch.Core.Ids;
using Everlatch.Core.Secrets;
using Everlatch.Directory;
using Everlatch.Storage;

namespace Everlatch.Identity.Mail;

/// <summary>
/// Takes mails in the transaction of the act that causes them: no act without its mail, no mail of an act that was rolled back.
/// </summary>
/// <remarks>The text of a mail holds a secret link, so it is sealed until it is sent, and blanked then.</remarks>
public sealed class Outbox(MasterKey master, TimeProvider clock)
{
    private static readonly Statement Insert = Statement.Write(
        "mails.insert",
        """
        insert into mails (environment_id, id, recipient, subject, message_sealed, attempts, next_attempt_at, created_at)
        values (@environment, @mail, @recipient, @subject, @message, 0, @now, @now)
        """);

    /// <summary>Writes a mail and puts it in the queue.</summary>
    public Task EnqueueAsync(IStatements on, DirectoryHost here, MailOrder order, CancellationToken ct)
    {
        var environment = here.Environment.Id;
        var message = WriteMail.Run(here, order);
        return on.ExecuteAsync(
            Insert,
            new
            {
                environment,
                mail = Id.New<MailId>(clock),
                recipient = message.To,
                subject = message.Subject,
                message = master.Seal(Purpose(environment), JsonSerializer.SerializeToUtf8Bytes(message)),
                now = clock.GetUtcNow(),
            },
            ct);
    }

    /// <summary>Opens what was sealed above.</summary>
    internal MailMessage Open(EnvironmentId environment, byte[] message) =>
        JsonSerializer.Deserialize<MailMessage>(master.Open(Purpose(environment), message))!;

    /// <summary>What mails are sealed for.</summary>
    public static string Purpose(EnvironmentId environment) => $"mail:{environment}";
}
