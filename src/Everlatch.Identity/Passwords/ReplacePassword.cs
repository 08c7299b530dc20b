using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;

namespace Everlatch.Identity.Passwords;

/// <summary>
/// Puts a new password in the place of the old one, in the caller's transaction, and ends what the old one opened.
/// </summary>
public sealed class ReplacePassword(SessionEnding ending, Outbox outbox, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Every session ends but <paramref name="except" />; the owner is told by mail.</summary>
    internal async Task RunAsync(
        DirectoryWrite write, DirectoryHost here, Change change, SessionId? except, AuditActor actor, CancellationToken ct)
    {
        var environment = here.Environment.Id;
        var now = clock.GetUtcNow();

        // First, because it waits for sign-ins with the old password that are under way: their sessions are ended below.
        await UserStore.TouchAsync(write.Transaction, environment, change.User, now, ct);
        await PasswordStore.SetAsync(write.Transaction, environment, change.User, change.Hash, now, ct);
        await ending.EndAllAsync(write, environment, change.User, except, ct);
        var to = EmailAddress.Trusted(change.Email);
        var order = new MailOrder { To = to, Kind = MailKind.PasswordChanged, Locale = change.Locale };
        await outbox.EnqueueAsync(write.Transaction, here, order, ct);
        var act = new AuditEvent
        {
            Environment = environment, Kind = change.Kind, Actor = actor, Target = change.User.Value, User = change.User,
        };
        await audit.RecordAsync(write.Transaction, act, ct);
    }

    /// <summary>Whose password becomes what.</summary>
    /// <param name="User">The user.</param>
    /// <param name="Email">Their address, for the mail.</param>
    /// <param name="Locale">Their language, for the mail.</param>
    /// <param name="Hash">The new hash.</param>
    /// <param name="Kind">The word of the audit trail.</param>
    internal sealed record Change(UserId User, string Email, string? Locale, string Hash, string Kind);
}
