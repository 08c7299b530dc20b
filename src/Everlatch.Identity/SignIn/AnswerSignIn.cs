using Everlatch.Core.Ids;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.SignUp;
using Everlatch.Storage;

namespace Everlatch.Identity.SignIn;

/// <summary>Does what a compared password leads to: a session, a mail, or a refusal.</summary>
public sealed class AnswerSignIn(
    IDatabase database, FinishSignIn finish, SendVerification verification, SignInRecord record)
{
    internal async Task<SignInWithPassword.Outcome> RunAsync(
        SignInRequest request, Attempt attempt, CheckPassword.Outcome compared, CancellationToken ct) => compared switch
    {
        CheckPassword.Outcome.Right { User.EmailVerifiedAt: null } right => await UnverifiedAsync(request, attempt, right, ct),
        CheckPassword.Outcome.Right right =>
            await finish.RunAsync(request.Here.Environment, attempt, right, request.Origin, request.ExistingCookie, ct)
                is { } session
                ? new SignInWithPassword.Outcome.SignedIn(session)
                : await RefusedAsync(request, right.User.Id, ct),
        CheckPassword.Outcome.Wrong wrong => await RefusedAsync(request, wrong.User, ct),
        _ => throw new InvalidOperationException("A password was compared without an outcome."),
    };

    private async Task<SignInWithPassword.Outcome> RefusedAsync(SignInRequest request, UserId? user, CancellationToken ct)
    {
        await record.RefusedAsync(database, request.Here.Environment.Id, user, "refused", request.Origin, ct);
        return new SignInWithPassword.Outcome.Refused();
    }

    // The attempt stays counted: else whoever signed up with somebody's address could fill that mailbox by signing in again and
    // again.
    private async Task<SignInWithPassword.Outcome> UnverifiedAsync(
        SignInRequest request, Attempt attempt, CheckPassword.Outcome.Right right, CancellationToken ct)
    {
        var (here, origin) = (request.Here, request.Origin);
        var (environment, user) = (here.Environment.Id, right.User);
        var mayMail = await verification.ReserveAsync(attempt, user, ct);
        await using var transaction = await database.BeginAsync(ct);
        await record.RefusedAsync(transaction, environment, user.Id, "unverified", origin, ct);
        if (mayMail)
        {
            await verification.RunAsync(transaction, here, user, ct);
        }

        await transaction.CommitAsync(ct);
        return new SignInWithPassword.Outcome.Unverified(verification.ProofOf(environment, user));
    }
}
