using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Mail;

/// <summary>Reads mails that wait, for the page that stands in for a mailbox where no SMTP server is configured.</summary>
public sealed class ReadOutbox(IDatabase database, Outbox outbox)
{
    private const int Newest = 100;

    private static readonly Statement List = Statement.Read(
        "mails.list_waiting",
        """
        select id, message_sealed, created_at from mails
        where environment_id = @environment and sent_at is null
        order by id desc
        limit @limit
        """);

    /// <summary>The newest of them first.</summary>
    public async Task<IReadOnlyList<WaitingMail>> RunAsync(EnvironmentId environment, CancellationToken ct)
    {
        var rows = await database.ListAsync<Row>(List, new { environment, limit = Newest }, ct);
        return [.. rows.Select(row => new WaitingMail(row.Id, row.CreatedAt, outbox.Open(environment, row.MessageSealed)))];
    }

    private sealed record Row
    {
        public MailId Id { get; init; }

        public byte[] MessageSealed { get; init; } = [];

        public DateTimeOffset CreatedAt { get; init; }
    }
}
