using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.SignUp;

/// <summary>Lets a stranger ask for an account. Nobody has a session before the mailbox is proven.</summary>
/// <remarks>
/// The answer and its cost are the same for an address that has an account and one that has none; the difference is told to the
/// mailbox.
/// </remarks>
public sealed class SignUpWithPassword(
    IDatabase database, PasswordHashing hashing, Attempts attempts, RegisterPerson register, SignUpProof proofs)
{
    /// <summary>Asks once.</summary>
    public async Task<Outcome> RunAsync(DirectoryHost here, SignUpForm form, RequestOrigin origin, CancellationToken ct)
    {
        if (!here.Environment.Settings.SignUpOpen && form.Invited is null)
        {
            return new Outcome.Closed();
        }

        if (!EmailAddress.TryParse(form.Email, out var email))
        {
            return new Outcome.Invalid(UserProblems.Email);
        }

        if (!here.Environment.Settings.SignUpOpen && form.Invited?.Key != email.Key)
        {
            return new Outcome.Closed();
        }

        if (!PersonName.TryParse(form.Name, out var name))
        {
            return new Outcome.Invalid(UserProblems.Name);
        }

        var asked = new Asked(email, name, form);
        return await attempts.MakeAsync(here.Environment.Id, attempt => RunAsync(attempt, here, asked, origin, ct), ct);
    }

    private async Task<Outcome> RunAsync(
        Attempt attempt, DirectoryHost here, Asked asked, RequestOrigin origin, CancellationToken ct)
    {
        // To judge a password costs much as well: it waits its turn, and a refused one counts for the address like any attempt.
        using var turn = hashing.TryEnter();
        if (turn is null)
        {
            return new Outcome.Busy(PasswordHashing.RetryAfter);
        }

        if (await attempts.ReserveSignUpAsync(attempt, origin, ct) is { } wait)
        {
            return new Outcome.LockedOut(wait);
        }

        var (email, name, form) = asked;
        var password = PasswordStrength.Check(here.Environment, form.Password, [email.Text, name], out var problem);
        if (password is null)
        {
            return new Outcome.Invalid(problem!);
        }

        var mayMail = await attempts.ReserveMailAsync(attempt, email.Key, ct);
        var person = new NewPerson(email, name, LanguageTag.OrNull(form.Locale), await turn.HashAsync(password, ct));

        // A mailbox that gets too many mails gets no more of them; the answer does not say so.
        return mayMail ? await RegisterAsync(here, person, origin, ct) : new Outcome.Sent(SignUpProof.Decoy());
    }

    private async Task<Outcome> RegisterAsync(DirectoryHost here, NewPerson person, RequestOrigin origin, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var user = await register.RunAsync(transaction, here, person, origin, ct);
        await transaction.CommitAsync(ct);
        return new Outcome.Sent(user is { } id ? proofs.Of(here.Environment.Id, id, person.Hash) : SignUpProof.Decoy());
    }

    private sealed record Asked(EmailAddress Email, string Name, SignUpForm Form);

    /// <summary>How it ended.</summary>
    public abstract record Outcome
    {
        private Outcome()
        {
        }

        /// <summary>A mail says how to go on.</summary>
        /// <param name="Proof">For <see cref="SignUpCookie" />, whether there was an account or not.</param>
        public sealed record Sent(string Proof) : Outcome;

        /// <summary>Something that was typed cannot be.</summary>
        /// <param name="Problem">What, and why.</param>
        public sealed record Invalid(Problem Problem) : Outcome;

        /// <summary>This environment takes no strangers.</summary>
        public sealed record Closed : Outcome;

        /// <summary>Too many attempts from this network address.</summary>
        /// <param name="RetryAfter">How long to wait.</param>
        public sealed record LockedOut(TimeSpan RetryAfter) : Outcome;

        /// <summary>Too many people sign in at this moment.</summary>
        /// <param name="RetryAfter">How long to wait.</param>
        public sealed record Busy(TimeSpan RetryAfter) : Outcome;
    }
}
