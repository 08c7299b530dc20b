using Everlatch.Core;
using Everlatch.Directory;
using Everlatch.Identity.Outages;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignUp;

namespace Everlatch.Identity.SignIn;

/// <summary>Signs a person in by e-mail address and password.</summary>
/// <remarks>
/// An unknown address, a wrong password and a disabled user cost the same and are told the same. That an address still waits for
/// its verification is told only to who knows its password.
/// </remarks>
public sealed class SignInWithPassword(
    CheckPassword check, AnswerSignIn answer, AnswerSignInInOutage inOutage, SignInRecord record)
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
        var request = new SignInRequest(here, address, origin, existingSessionCookie);
        var outcome = await check.RunAlsoInOutageAsync<Outcome>(
            here.Environment.Id,
            address,
            password,
            origin,
            (attempt, compared) => compared switch
            {
                CheckPassword.Outcome.Busy busy => Task.FromResult<Outcome>(new Outcome.Busy(busy.RetryAfter)),
                CheckPassword.Outcome.LockedOut locked => Task.FromResult<Outcome>(new Outcome.LockedOut(locked.RetryAfter)),
                _ when attempt.InOutage => inOutage.RunAsync(request, attempt, compared, ct),
                _ => answer.RunAsync(request, attempt, compared, ct),
            },
            ct);
        record.Count(outcome.Word);
        return outcome;
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
