using Everlatch.Core.Ids;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.SignIn;
using Everlatch.Storage;
using Everlatch.Storage.Journal;

namespace Everlatch.Identity.Outages;

/// <summary>
/// Does what a compared password leads to while no database takes writes: the journal has it before anybody is answered.
/// </summary>
public sealed class AnswerSignInInOutage(
    OutageJournal journal, Attempts attempts, BeginSealedSession begin, TimeProvider clock)
{
    internal async Task<SignInWithPassword.Outcome> RunAsync(
        SignInRequest request, Attempt attempt, CheckPassword.Outcome compared, CancellationToken ct)
    {
        switch (compared)
        {
            case CheckPassword.Outcome.Right { User.EmailVerifiedAt: null } right:
                // The mail that they need cannot be sent. It is kept as a failure, which is what it is counted as.
                await KeepGuessAsync(request, right.User.Id, attempt.Counts, ct);
                attempt.Failed();
                throw Unavailable();
            case CheckPassword.Outcome.Right right:
                return new SignInWithPassword.Outcome.SignedIn(await SignInAsync(request, attempt, right, ct));
            case CheckPassword.Outcome.Wrong wrong:
                await KeepGuessAsync(request, wrong.User, wrong.Counted, ct);
                return new SignInWithPassword.Outcome.Refused();
            default:
                throw new InvalidOperationException("A password was compared without an outcome.");
        }
    }

    private async Task<NewSession> SignInAsync(
        SignInRequest request, Attempt attempt, CheckPassword.Outcome.Right right, CancellationToken ct)
    {
        var (session, given) = await begin.RunAsync(
            request.Here.Environment, right.User, request.Origin, request.ExistingCookie, ct);
        var account = request.Email!.Key;
        var known = attempts.SucceededInOutage(attempt, account);
        await journal.AppendAsync(
            ReplaySignIn.KindOfEntry, new JournalledSignIn(request.Here.Environment.Id, session, known), ct);
        return given;
    }

    private Task KeepGuessAsync(SignInRequest request, UserId? user, IReadOnlyList<Count> counts, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var guess = new JournalledGuess(
            request.Here.Environment.Id,
            user,
            request.Origin.Address,
            [
                .. counts.Select(count => new CountedAttempt(
                    count.Subject, now, count.Added, count.LockedUntil ?? DateTimeOffset.UnixEpoch)),
            ]);
        return journal.AppendOfStrangerAsync(ReplayGuess.KindOfEntry, guess, ct);
    }

    private static StoreFaultException Unavailable() =>
        new("sign_in.unverified", new TimeoutException("No database takes writes at the moment."));
}
