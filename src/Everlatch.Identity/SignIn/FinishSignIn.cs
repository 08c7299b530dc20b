using Everlatch.Directory.Entries;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Lockouts;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.SignIn;

/// <summary>Turns a right password into a session, in one transaction.</summary>
public sealed class FinishSignIn(
    DirectoryWriter writer, SignedInUsers users, BeginSession begin, Attempts attempts, SignInRecord record)
{
    /// <summary>Null when the user was disabled, or their password changed, after it was compared.</summary>
    internal Task<NewSession?> RunAsync(
        DirectoryEnvironment environment,
        Attempt attempt,
        CheckPassword.Outcome.Right right,
        RequestOrigin origin,
        string? existingCookie,
        CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                if (!await users.NoteAsync(write.Transaction, environment.Id, right, ct))
                {
                    return null;
                }

                var user = right.User;
                var session = await begin.RunAsync(write, environment, user.Id, ["pwd"], origin, existingCookie, ct);
                var account = Core.EmailAddress.Trusted(user.Email).Key;
                await attempts.SucceededAsync(write.Transaction, attempt, account, ct);
                await record.SucceededAsync(write.Transaction, environment.Id, user.Id, session.Id, origin, ct);
                return session;
            },
            ct);
}
