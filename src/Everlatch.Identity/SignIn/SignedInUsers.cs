using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Passwords;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.SignIn;

/// <summary>Writes on a user's own rows that they signed in.</summary>
public sealed class SignedInUsers(TimeProvider clock)
{
    // Each further look means that somebody changed the user at this very moment.
    private const int Looks = 3;

    /// <summary>
    /// Holds the user's row, so that a change of password waits and then ends this session too. False when the password that was
    /// compared is no longer theirs, or they may not sign in any more.
    /// </summary>
    internal async Task<bool> NoteAsync(
        IStatements on, EnvironmentId environment, CheckPassword.Outcome.Right right, CancellationToken ct)
    {
        var user = right.User;
        for (var look = 1; !await UserStore.SignedInAsync(on, environment, user.Id, user.Version, clock.GetUtcNow(), ct); look++)
        {
            // Something changed since; if it was only the name, look with the new version.
            var now = await UserStore.FindForSignInAsync(on, environment, EmailAddress.Trusted(user.Email), ct);
            if (look == Looks || now is null || now.Id != user.Id || now.Hash != user.Hash || now.DisabledAt is not null)
            {
                return false;
            }

            user = now;
        }

        if (right.Rehashed is not null)
        {
            await PasswordStore.RehashAsync(on, environment, user.Id, user.Hash!, right.Rehashed, ct);
        }

        return true;
    }
}
