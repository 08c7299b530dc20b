using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;

namespace Everlatch.Identity.Sessions;

/// <summary>
/// Ends the session that a browser had before a new one, whoever's it was. What applications were granted in it goes on in the
/// new one if it was the same person's, and ends with it otherwise.
/// </summary>
public sealed class ReplaceSession(SessionEnding ending, TimeProvider clock)
{
    /// <summary>Replaces the living session with this secret's hash; there may be none.</summary>
    internal async Task RunAsync(
        DirectoryWrite write, EnvironmentId environment, SessionId session, UserId user, byte[] replaced, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await SessionStore.EndByTokenAsync(write.Transaction, environment, replaced, now, ct) is not { } before)
        {
            return;
        }

        if (before.User != user)
        {
            await ending.EndedAsync(write, environment, [before.Id], ct);
            return;
        }

        await SessionStore.TakeTenantAsync(write.Transaction, environment, before.Id, session, ct);
        await ending.CarriedOverAsync(write, environment, before.Id, session, ct);
    }
}
