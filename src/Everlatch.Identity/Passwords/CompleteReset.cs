using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Links;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Users;

namespace Everlatch.Identity.Passwords;

/// <summary>What follows from a used reset link, in the transaction that used it.</summary>
public sealed class CompleteReset(ReplacePassword replace, LinkStore links, Attempts attempts, TimeProvider clock)
{
    internal async Task RunAsync(
        DirectoryWrite write, DirectoryHost here, LinkOwner owner, string hash, AuditActor actor, CancellationToken ct)
    {
        var environment = here.Environment.Id;
        var change = new ReplacePassword.Change(owner.User, owner.Email, owner.Locale, hash, "password.reset");
        await replace.RunAsync(write, here, change, null, actor, ct);

        // Who reads the mailbox owns it: older links of both kinds have nothing left to do.
        await UserStore.VerifyEmailAsync(write.Transaction, environment, owner.User, clock.GetUtcNow(), ct);
        await links.CancelAsync(write.Transaction, environment, owner.User, LinkPurpose.ResetPassword, ct);
        await links.CancelAsync(write.Transaction, environment, owner.User, LinkPurpose.VerifyEmail, ct);
        await attempts.ForgetAccountAsync(write.Transaction, environment, EmailAddress.Trusted(owner.Email).Key, ct);
    }
}
