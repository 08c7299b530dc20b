using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Mail;

/// <summary>The SQL of sending mails.</summary>
internal static class MailStore
{
    // Whoever raises next_attempt_at has the mail for that long; a second sender finds it not due and passes over it.
    private static readonly Statement Claim = Statement
        .Write(
            "mails.claim",
            """
            update mails set attempts = attempts + 1, next_attempt_at = @until
            where (environment_id, id) in (
                    select environment_id, id from mails
                    where sent_at is null and failed_at is null and next_attempt_at <= @now
                    order by next_attempt_at
                    limit @limit)
              and sent_at is null and failed_at is null and next_attempt_at <= @now
            returning environment_id as environment, id, message_sealed, attempts
            """)
        .AcrossEnvironments("one sender serves them all");

    private static readonly Statement Sent = Statement.Write(
        "mails.sent",
        """
        update mails set sent_at = @now, recipient = '', subject = '', message_sealed = @nothing
        where environment_id = @environment and id = @mail
        """);

    private static readonly Statement Retry = Statement.Write(
        "mails.retry",
        "update mails set next_attempt_at = @next where environment_id = @environment and id = @mail and sent_at is null");

    private static readonly Statement Failed = Statement.Write(
        "mails.failed",
        """
        update mails set failed_at = @now, message_sealed = @nothing
        where environment_id = @environment and id = @mail and sent_at is null
        """);

    private static readonly Statement Purge = Statement
        .Write("mails.purge", "delete from mails where created_at < @before")
        .AcrossEnvironments("old mails are swept everywhere");

    /// <summary>Takes due mails until a moment, so that no other sender takes them before it.</summary>
    public static Task<IReadOnlyList<ClaimedMail>> ClaimAsync(
        IStatements on, DateTimeOffset now, DateTimeOffset until, int limit, CancellationToken ct) =>
        on.ListAsync<ClaimedMail>(Claim, new { now, until, limit }, ct);

    /// <summary>Keeps only that it was sent, and when.</summary>
    public static Task SentAsync(IStatements on, ClaimedMail mail, DateTimeOffset now, CancellationToken ct) =>
        on.ExecuteAsync(Sent, new { environment = mail.Environment, mail = mail.Id, now, nothing = Array.Empty<byte>() }, ct);

    /// <summary>Puts it back until another moment.</summary>
    public static Task RetryAsync(IStatements on, ClaimedMail mail, DateTimeOffset next, CancellationToken ct) =>
        on.ExecuteAsync(Retry, new { environment = mail.Environment, mail = mail.Id, next }, ct);

    /// <summary>Gives it up; what it said is gone.</summary>
    public static Task FailedAsync(IStatements on, ClaimedMail mail, DateTimeOffset now, CancellationToken ct) =>
        on.ExecuteAsync(Failed, new { environment = mail.Environment, mail = mail.Id, now, nothing = Array.Empty<byte>() }, ct);

    public static Task<int> PurgeAsync(IStatements on, DateTimeOffset before, CancellationToken ct) =>
        on.ExecuteAsync(Purge, new { before }, ct);
}
