using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.Links;

/// <summary>
/// Mails a link to whoever has an account, and tells nobody who has: the account is looked up after the answer.
/// </summary>
public sealed class RequestLink(IDatabase database, Attempts attempts, AfterAnswer later, MailLink mail)
{
    private static readonly TimeSpan WhenFull = TimeSpan.FromSeconds(10);

    /// <summary>Counts the request, which also shows that the store can write, then leaves the rest for later.</summary>
    internal Task<LinkRequest> RunAsync(
        DirectoryHost here, string? email, RequestOrigin origin, LinkPurpose purpose, CancellationToken ct) =>
        attempts.MakeAsync(
            here.Environment.Id, attempt => RunAsync(attempt, here, email, origin, purpose, ct), ct);

    private async Task<LinkRequest> RunAsync(
        Attempt attempt, DirectoryHost here, string? email, RequestOrigin origin, LinkPurpose purpose, CancellationToken ct)
    {
        if (await attempts.ReserveLinkAsync(attempt, origin, ct) is { } wait)
        {
            return new LinkRequest.TryLater(wait);
        }

        if (!EmailAddress.TryParse(email, out var address)
            || !await attempts.ReserveMailAsync(attempt, address.Key, ct))
        {
            return new LinkRequest.Accepted();
        }

        return later.TryAdd(token => SendAsync(here, address, origin, purpose, token))
            ? new LinkRequest.Accepted()
            : new LinkRequest.TryLater(WhenFull);
    }

    private async Task SendAsync(
        DirectoryHost here, EmailAddress email, RequestOrigin origin, LinkPurpose purpose, CancellationToken ct)
    {
        var user = await UserStore.FindAsync(database, here.Environment.Id, email, ct);
        if (user is null or { DisabledAt: not null } || (purpose == LinkPurpose.VerifyEmail && user.EmailVerifiedAt is not null))
        {
            return;
        }

        await using var transaction = await database.BeginAsync(ct);
        await mail.RunAsync(transaction, here, user, purpose, AuditActor.Anonymous(origin), ct);
        await transaction.CommitAsync(ct);
    }
}
