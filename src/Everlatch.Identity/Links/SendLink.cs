using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Mail;
using Everlatch.Storage;

namespace Everlatch.Identity.Links;

/// <summary>Makes a link and mails it, in the caller's transaction.</summary>
public sealed class SendLink(LinkStore links, Outbox outbox)
{
    internal async Task RunAsync(
        IStatements on, DirectoryHost here, Recipient to, LinkPurpose purpose, MailKind mail, CancellationToken ct)
    {
        var token = await links.IssueAsync(on, here.Environment.Id, to.User, to.Email, purpose, ct);
        var path = $"{PathOf(purpose)}?token={token.Text}";
        var order = new MailOrder { To = to.Email, Kind = mail, Locale = to.Locale, Path = path };
        await outbox.EnqueueAsync(on, here, order, ct);
    }

    private static string PathOf(LinkPurpose purpose) =>
        purpose == LinkPurpose.VerifyEmail ? "/verify" : "/password/reset";

    /// <summary>Who gets the link.</summary>
    internal sealed record Recipient(UserId User, EmailAddress Email, string? Locale);
}
