using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.Passwords;

/// <summary>
/// Compares a password with an account's: one admission, one count, one read and one hash, whether the account exists or not.
/// </summary>
public sealed class CheckPassword(IDatabase database, PasswordHashing hashing, Attempts attempts)
{
    /// <summary>
    /// Compares once, and answers: until the answer is there, a fault of the store gives the attempt back unless it failed.
    /// Null as <paramref name="email" /> stands for text that is no address.
    /// </summary>
    internal Task<T> RunAsync<T>(
        EnvironmentId environment,
        EmailAddress? email,
        string? password,
        RequestOrigin origin,
        Func<Attempt, Outcome, Task<T>> answer,
        CancellationToken ct) =>
        attempts.MakeAsync(
            environment,
            async attempt => await answer(attempt, await CompareAsync(attempt, email, password, origin, ct)),
            ct);

    /// <summary>The same, and in an outage too: what it comes to is for <paramref name="answer" /> to keep.</summary>
    internal Task<T> RunAlsoInOutageAsync<T>(
        EnvironmentId environment,
        EmailAddress? email,
        string? password,
        RequestOrigin origin,
        Func<Attempt, Outcome, Task<T>> answer,
        CancellationToken ct) =>
        attempts.MakeAlsoInOutageAsync(
            environment,
            async attempt => await answer(attempt, await CompareAsync(attempt, email, password, origin, ct)),
            ct);

    private async Task<Outcome> CompareAsync(
        Attempt attempt, EmailAddress? email, string? password, RequestOrigin origin, CancellationToken ct)
    {
        using var turn = hashing.TryEnter();
        if (turn is null)
        {
            return new Outcome.Busy(PasswordHashing.RetryAfter);
        }

        // Counted before it is compared, so that any number of parallel guesses is compared only as often as the rule allows.
        var wait = email is null
            ? await attempts.ReserveAddressAsync(attempt, origin, ct)
            : await attempts.ReserveAsync(attempt, email.Key, origin, ct);
        if (wait is { } delay)
        {
            return new Outcome.LockedOut(delay);
        }

        var presented = PlainTextPassword.TryParse(password, out var parsed) ? parsed : null;
        var user = email is null ? null : await UserStore.FindForSignInAsync(database, attempt.Environment, email, ct);
        var verdict = await turn.VerifyAsync(presented, user?.DisabledAt is null ? user?.Hash : null, ct);
        switch (verdict)
        {
            case PasswordVerdict.Right:
                return new Outcome.Right(user!, null);
            case PasswordVerdict.RightButOutdated:
                return new Outcome.Right(user!, await turn.HashAsync(presented!, ct));
            default:
                var counted = attempt.Counts.ToList();
                attempt.Failed();
                return new Outcome.Wrong(user?.Id, counted);
        }
    }

    internal abstract record Outcome
    {
        /// <summary>It is theirs. The attempt stays counted until the caller says that it succeeded.</summary>
        /// <param name="User">Who they are, as read before the comparison.</param>
        /// <param name="Rehashed">The password hashed with today's parameters; null when the stored one already is.</param>
        internal sealed record Right(UserRow User, string? Rehashed) : Outcome;

        /// <summary>It is not, or may not sign in.</summary>
        /// <param name="User">Whose it would have been; null when nobody's.</param>
        /// <param name="Counted">What was counted, and stays so.</param>
        internal sealed record Wrong(UserId? User, IReadOnlyList<Count> Counted) : Outcome;

        internal sealed record LockedOut(TimeSpan RetryAfter) : Outcome;

        internal sealed record Busy(TimeSpan RetryAfter) : Outcome;
    }
}
