using Everlatch.Directory.Entries;
using Everlatch.Identity.Outages;
using Everlatch.Storage;

namespace Everlatch.Identity.Sessions;

/// <summary>Finds the live session of a cookie, in one query.</summary>
public sealed class FindSession(IDatabase database, FindSealedSession sealedSessions, TimeProvider clock)
{
    // A request more often than this costs a read and no write.
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The session; null when there is none, it ended, was idle too long or is too old, or its user is disabled. Null from a
    /// standby may be a session that has not arrived there.
    /// </summary>
    public async Task<BrowserSession?> RunAsync(DirectoryEnvironment environment, string? cookie, CancellationToken ct)
    {
        if (cookie is null)
        {
            return null;
        }

        var (now, presented) = (clock.GetUtcNow(), PresentedSession.Of(cookie));
        if (await SessionStore.FindLiveAsync(database, environment.Id, presented.Hash, now, ct) is not { } row)
        {
            return presented.Sealed is null ? null : await sealedSessions.RunAsync(environment.Id, presented, ct);
        }

        // A standby cannot note it, and the session lives on all the same.
        if (database.Standing.IsTop && now - row.LastSeenAt >= TouchEvery)
        {
            var idle = now.AddMinutes(environment.Settings.SessionIdleMinutes);
            await SessionStore.TouchAsync(database, environment.Id, row.Id, now, idle, ct);
        }

        return row.ToSession();
    }
}
