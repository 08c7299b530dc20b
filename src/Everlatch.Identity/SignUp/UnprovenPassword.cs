using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Links;
using Everlatch.Identity.Passwords;
using Everlatch.Storage;

namespace Everlatch.Identity.SignUp;

/// <summary>
/// The password of an account whose mailbox is being proven: it stays only for the browser in which it was typed.
/// </summary>
public sealed class UnprovenPassword(LinkStore links, SignUpProof proofs)
{
    internal async Task<bool> IsOfThisBrowserAsync(
        IStatements on, EnvironmentId environment, UserId user, string? proof, CancellationToken ct) =>
        await PasswordStore.FindAsync(on, environment, user, ct) is { } hash && proofs.Matches(environment, user, hash, proof);

    /// <summary>Deletes it; the token with which the mailbox's owner chooses another.</summary>
    internal async Task<string> DropAsync(
        IStatements on, EnvironmentId environment, UserId user, EmailAddress email, CancellationToken ct)
    {
        await PasswordStore.DeleteAsync(on, environment, user, ct);
        return (await links.IssueAsync(on, environment, user, email, LinkPurpose.ResetPassword, ct)).Text;
    }
}
