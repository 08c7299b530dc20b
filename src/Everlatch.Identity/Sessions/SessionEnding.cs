using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Users;

namespace Everlatch.Identity.Sessions;

/// <summary>
/// What follows when sessions end: their grants end with them, and access tokens that carry their <c>sid</c> are revoked.
/// </summary>
public sealed class SessionEnding(IEnumerable<ISessionEnd> others, TimeProvider clock)
{
    /// <summary>
    /// Ends every session of a user but one, and all that was granted outside
    /// of it, in the caller's transaction; how many sessions there were.
    /// </summary>
    internal async Task<int> EndAllAsync(
        DirectoryWrite write, EnvironmentId environment, UserId user, SessionId? except, CancellationToken ct)
    {
        await UserStore.SignedOutAsync(write.Transaction, environment, user, clock.GetUtcNow(), ct);
        var ended = await SessionStore.EndOfUserAsync(write.Transaction, environment, user, except, clock.GetUtcNow(), ct);
        await EndedAsync(write, environment, ended, ct);
        foreach (var other in others)
        {
            await other.EndAllAsync(write, environment, user, except, ct);
        }

        return ended.Count;
    }

    /// <summary>Draws the consequences for sessions whose rows were just ended.</summary>
    internal async Task EndedAsync(
        DirectoryWrite write, EnvironmentId environment, IReadOnlyList<SessionId> ended, CancellationToken ct)
    {
        if (ended.Count == 0)
        {
            return;
        }

        foreach (var session in ended)
        {
            await Revocations.RecordAsync(write, environment, session.Value, clock.GetUtcNow(), ct);
        }

        foreach (var other in others)
        {
            await other.EndAsync(write, environment, ended, ct);
        }
    }

    /// <summary>Carries over to a new session of the same user what was granted in the one that it replaces.</summary>
    internal async Task CarriedOverAsync(
        DirectoryWrite write, EnvironmentId environment, SessionId before, SessionId after, CancellationToken ct)
    {
        foreach (var other in others)
        {
            await other.CarryOverAsync(write, environment, before, after, ct);
        }
    }
}
