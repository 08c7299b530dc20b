using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;

namespace Everlatch.Identity.Outages;

/// <summary>
/// Brings a session that began in an outage into the database, once, whether a journal or its own cookie brings it first.
/// </summary>
/// <remarks>What happened to its user since wins: nothing that was ended, disabled or changed comes back to life.</remarks>
public sealed class BringSession(ReplaceSession replace, TimeProvider clock)
{
    /// <summary>
    /// Null when its row is there, living or ended; else why it does not count.
    /// </summary>
    public async Task<string?> RunAsync(
        DirectoryWrite write, EnvironmentId environment, SealedSession session, CancellationToken ct)
    {
        var on = write.Transaction;
        if (await SessionStore.FindEndAsync(on, environment, session.Id, ct) is not null)
        {
            return null;
        }

        if (session.ExpiresAt <= clock.GetUtcNow())
        {
            return "expired";
        }

        // Holds the user's row: a change of password that is under way ends first, and is seen below.
        if (!await UserStore.HoldAsync(on, environment, session.User, session.BeganAt, ct))
        {
            return "user_disabled_or_signed_out";
        }

        if (await PasswordStore.FindChangedAtAsync(on, environment, session.User, ct) != session.PasswordChangedAt)
        {
            return "password_changed";
        }

        if (await SessionStore.BringAsync(on, environment, session, ct))
        {
            await UserStore.SignedInEarlierAsync(on, environment, session.User, session.BeganAt, ct);
            if (session.Replaces is { } before)
            {
                await replace.RunAsync(write, environment, session.Id, session.User, before, ct);
            }
        }

        return null;
    }
}
