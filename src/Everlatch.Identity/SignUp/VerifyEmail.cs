using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Links;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.SignUp;

/// <summary>
/// Proves a mailbox by the link that was mailed to it. Only a button's POST uses the link up: mail scanners follow links.
/// </summary>
public sealed class VerifyEmail(
    IDatabase database, LinkStore links, UnprovenPassword password, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Whether a link can still be used. Uses nothing up.</summary>
    public async Task<bool> IsLiveAsync(EnvironmentId environment, string token, CancellationToken ct) =>
        await links.FindAsync(database, environment, token, LinkPurpose.VerifyEmail, ct) is not null;

    /// <summary>Uses the link. <paramref name="proof" /> is the value of <see cref="SignUpCookie" />.</summary>
    public async Task<Outcome> RunAsync(
        DirectoryHost here, string token, string? proof, RequestOrigin origin, CancellationToken ct)
    {
        var environment = here.Environment.Id;
        await using var transaction = await database.BeginAsync(ct);
        if (await links.FindAsync(transaction, environment, token, LinkPurpose.VerifyEmail, ct) is not { } owner
            || !await links.UseAsync(transaction, environment, token, LinkPurpose.VerifyEmail, ct))
        {
            return new Outcome.Expired();
        }

        Outcome outcome = new Outcome.Verified();
        if (await UserStore.VerifyEmailAsync(transaction, environment, owner.User, clock.GetUtcNow(), ct) == 1)
        {
            await links.CancelAsync(transaction, environment, owner.User, LinkPurpose.VerifyEmail, ct);
            if (!await password.IsOfThisBrowserAsync(transaction, environment, owner.User, proof, ct))
            {
                var email = EmailAddress.Trusted(owner.Email);
                outcome = new Outcome.ChoosePassword(await password.DropAsync(transaction, environment, owner.User, email, ct));
            }

            var act = new AuditEvent
            {
                Environment = environment,
                Kind = "email.verified",
                Actor = AuditActor.Of(owner.User, origin),
                Target = owner.User.Value,
                User = owner.User,
            };
            await audit.RecordAsync(transaction, act, ct);
        }

        await transaction.CommitAsync(ct);
        return outcome;
    }

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>The address is verified; they can sign in.</summary>
        public sealed record Verified : Outcome;

        /// <summary>The address is verified, but the password may be a stranger's and is gone; they choose one now.</summary>
        /// <param name="Token">The token of <see cref="Passwords.ResetPassword" />.</param>
        public sealed record ChoosePassword(string Token) : Outcome;

        /// <summary>The link was used, is too old, or never was one.</summary>
        public sealed record Expired : Outcome;
    }
}
