using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Identity.Links;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.SignUp;

/// <summary>Mails a fresh verification link to somebody who just gave the right password of an unverified account.</summary>
public sealed class SendVerification(IDatabase database, SendLink send, Attempts attempts, SignUpProof proofs)
{
    /// <summary>
    /// The proof with which this browser keeps the password. The mail is left out when the mailbox got too many.
    /// </summary>
    internal async Task<string> RunAsync(DirectoryHost here, UserRow user, CancellationToken ct)
    {
        var environment = here.Environment.Id;
        var email = EmailAddress.Trusted(user.Email);
        if (await attempts.ReserveMailAsync(environment, email.Key, ct))
        {
            await using var transaction = await database.BeginAsync(ct);
            var to = new SendLink.Recipient(user.Id, email, user.Locale);
            await send.RunAsync(transaction, here, to, LinkPurpose.VerifyEmail, MailKind.VerifyEmail, ct);
            await transaction.CommitAsync(ct);
        }

        return proofs.Of(environment, user.Id, user.Hash!);
    }
}
