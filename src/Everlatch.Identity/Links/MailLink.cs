using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.Links;

/// <summary>Mails a user the link that was asked for, and records that it was asked for.</summary>
public sealed class MailLink(SendLink send, AuditTrail audit)
{
    internal async Task RunAsync(
        IStatements on, DirectoryHost here, User user, LinkPurpose purpose, AuditActor actor, CancellationToken ct)
    {
        var (kind, word) = purpose == LinkPurpose.VerifyEmail
            ? (MailKind.VerifyEmail, "email.verification_requested")
            : (MailKind.ResetPassword, "password.reset_requested");
        await send.RunAsync(
            on, here, new SendLink.Recipient(user.Id, EmailAddress.Trusted(user.Email), user.Locale), purpose, kind, ct);
        var act = new AuditEvent
        {
            Environment = here.Environment.Id, Kind = word, Actor = actor, Target = user.Id.Value, User = user.Id,
        };
        await audit.RecordAsync(on, act, ct);
    }
}
