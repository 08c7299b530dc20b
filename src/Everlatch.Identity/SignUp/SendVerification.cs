using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Links;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Mail;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.SignUp;

/// <summary>Mails a fresh verification link to somebody who just gave the right password of an unverified account.</summary>
public sealed class SendVerification(SendLink send, Attempts attempts, SignUpProof proofs)
{
    /// <summary>Whether the mailbox may get one more mail; counted at once, outside of any transaction.</summary>
    internal Task<bool> ReserveAsync(Attempt attempt, UserRow user, CancellationToken ct) =>
        attempts.ReserveMailAsync(attempt, EmailAddress.Trusted(user.Email).Key, ct);

    /// <summary>Mails it in the caller's transaction.</summary>
    internal Task RunAsync(IStatements on, DirectoryHost here, UserRow user, CancellationToken ct)
    {
        var to = new SendLink.Recipient(user.Id, EmailAddress.Trusted(user.Email), user.Locale);
        return send.RunAsync(on, here, to, LinkPurpose.VerifyEmail, MailKind.VerifyEmail, ct);
    }

    /// <summary>The proof with which this browser keeps the password.</summary>
    internal string ProofOf(EnvironmentId environment, UserRow user) => proofs.Of(environment, user.Id, user.Hash!);
}
