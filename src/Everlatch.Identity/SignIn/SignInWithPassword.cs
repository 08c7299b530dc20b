using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignUp;
using Everlatch.Storage;

namespace Everlatch.Identity.SignIn;

/// <summary>Signs a person in by e-mail address and password.</summary>
/// <remarks>
/// An unknown address, a wrong password and a disabled user cost the same and are told the same. That an address still waits for
/// its verification is told only to who knows its password.
/// </remarks>
public sealed class SignInWithPassword(
    IDatabase database, CheckPassword check, FinishSignIn finish, SendVerification verification, SignInRecord record)
{
    /// <summary>
    /// Tries once. <paramref name="existingSessionCookie" /> is what the browser held before; that session ends.
    /// </summary>
    public async Task<Outcome> RunAsync(
        DirectoryHost here,
        string? email,
        string? password,
        RequestOrigin origin,
        string? existingSessionCookie,
        CancellationToken ct)
    {
        var address = EmailAddress.TryParse(email, out var parsed) ? parsed : null;
        var outcome = await check.RunAsync<Outcome>(
            here.Environment.Id,
            address,
            password,
            origin,
            async (attempt, compared) => compared switch
            {
                CheckPassword.Outcome.Busy busy => new Outcome.Busy(busy.RetryAfter),
                CheckPassword.Outcome.LockedOut locked => new Outcome.LockedOut(locked.RetryAfter),
                CheckPassword.Outcome.Right { User.EmailVerifiedAt: null } right =>
                    await UnverifiedAsync(here, attempt, right, origin, ct),
                CheckPassword.Outcome.Right right =>
                    await finish.RunAsync(here.Environment, attempt, right, origin, existingSessionCookie, ct) is { } session
                        ? new Outcome.SignedIn(session)
                        : await RefusedAsync(here, right.User.Id, origin, ct),
                CheckPassword.Outcome.Wrong wrong => await RefusedAsync(here, wrong.User, origin, ct),
                _ => throw new InvalidOperationException("A password was compared without an outcome."),
            },
            ct);
        record.Count(outcome.Word);
        return outcome;
    }

    private async Task<Outcome> RefusedAsync(DirectoryHost here, UserId? user, RequestOrigin origin, CancellationToken ct)
    {
        await record.RefusedAsync(database, here.Environment.Id, user, "refused", origin, ct);
        return new Outcome.Refused();
    }

    // The attempt stays counted: else whoever signed up with somebody's address could fill that mailbox by signing in again and
    // again.
    private async Task<Outcome> UnverifiedAsync(
        DirectoryHost here,
        Attempt attempt,
        CheckPassword.Outcome.Right right,
        RequestOrigin origin,
        CancellationToken ct)
    {
        var (environment, user) = (here.Environment.Id, right.User);
        var mayMail = await verification.ReserveAsync(attempt, user, ct);
        await using var transaction = await database.BeginAsync(ct);
        await record.RefusedAsync(transaction, environment, user.Id, "unverified", origin, ct);
        if (mayMail)
        {
            await verification.RunAsync(transaction, here, user, ct);
        }

        await transaction.CommitAsync(ct);
        return new Outcome.Unverified(verification.ProofOf(environment, user));
    }

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        private Outcome(string word) => Word = word;

        internal string Word { get; }

        /// <summary>They are in.</summary>
        /// <param name="Session">The new session.</param>
        public sealed record SignedIn(NewSession Session) : Outcome("signed_in");

        /// <summary>No such account with this password, or one that may not sign in.</summary>
        public sealed record Refused() : Outcome("refused");

        /// <summary>The password is right, but the address still has to be verified; a new link was mailed.</summary>
        /// <param name="Proof">
        /// For <see cref="SignUpCookie" />: lets this browser keep the password when it follows the link.
        /// </param>
        public sealed record Unverified(string Proof) : Outcome("unverified");

        /// <summary>Too many failures; nothing was compared.</summary>
        /// <param name="RetryAfter">How long to wait.</param>
        public sealed record LockedOut(TimeSpan RetryAfter) : Outcome("locked_out");

        /// <summary>Too many people sign in at this moment; nothing was counted.</summary>
        /// <param name="RetryAfter">How long to wait.</param>
        public sealed record Busy(TimeSpan RetryAfter) : Outcome("busy");
    }
}
