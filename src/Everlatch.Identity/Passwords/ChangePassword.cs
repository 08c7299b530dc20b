using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Sessions;

namespace Everlatch.Identity.Passwords;

/// <summary>
/// Lets somebody who is signed in choose a new password. It takes the current one, and ends their other sessions.
/// </summary>
public sealed class ChangePassword(
    CheckPassword check, PasswordHashing hashing, DirectoryWriter writer, ReplacePassword replace, Attempts attempts)
{
    /// <summary>Tries once. Guesses at the current password count like guesses at sign-in.</summary>
    public async Task<Outcome> RunAsync(
        DirectoryHost here, BrowserSession session, string? current, string? next, RequestOrigin origin, CancellationToken ct)
    {
        var chosen = PasswordStrength.Check(here.Environment, next, [session.Email, session.Name], out var problem);
        if (chosen is null)
        {
            return new Outcome.Invalid(problem!);
        }

        var email = EmailAddress.Trusted(session.Email);
        return await check.RunAsync<Outcome>(
            here.Environment.Id,
            email,
            current,
            origin,
            async (attempt, compared) => compared switch
            {
                CheckPassword.Outcome.Busy busy => new Outcome.Busy(busy.RetryAfter),
                CheckPassword.Outcome.LockedOut locked => new Outcome.LockedOut(locked.RetryAfter),
                CheckPassword.Outcome.Right right when right.User.Id == session.User =>
                    await ReplaceAsync(here, attempt, session, chosen, origin, ct),
                _ => new Outcome.WrongPassword(),
            },
            ct);
    }

    private async Task<Outcome> ReplaceAsync(
        DirectoryHost here,
        Attempt attempt,
        BrowserSession session,
        PlainTextPassword chosen,
        RequestOrigin origin,
        CancellationToken ct)
    {
        using var turn = hashing.TryEnter();
        if (turn is null)
        {
            return new Outcome.Busy(PasswordHashing.RetryAfter);
        }

        var hash = await turn.HashAsync(chosen, ct);
        var change = new ReplacePassword.Change(session.User, session.Email, session.Locale, hash, "password.changed");
        return await writer.WriteAsync(
            async write =>
            {
                await replace.RunAsync(write, here, change, session.Id, AuditActor.Of(session.User, origin), ct);
                var account = EmailAddress.Trusted(session.Email).Key;
                await attempts.SucceededAsync(write.Transaction, attempt, account, ct);
                return new Outcome.Changed();
            },
            ct);
    }

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>The new password is in force; other sessions ended.</summary>
        public sealed record Changed : Outcome;

        /// <summary>The current password is another.</summary>
        public sealed record WrongPassword : Outcome;

        /// <summary>The new password is refused.</summary>
        /// <param name="Problem">Why.</param>
        public sealed record Invalid(Problem Problem) : Outcome;

        /// <summary>Too many failures; nothing was compared.</summary>
        /// <param name="RetryAfter">How long to wait.</param>
        public sealed record LockedOut(TimeSpan RetryAfter) : Outcome;

        /// <summary>Too many people sign in at this moment.</summary>
        /// <param name="RetryAfter">How long to wait.</param>
        public sealed record Busy(TimeSpan RetryAfter) : Outcome;
    }
}
