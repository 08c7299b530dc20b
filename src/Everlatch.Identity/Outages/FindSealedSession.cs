using System.Security.Cryptography;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Sessions;
using Everlatch.Identity.Users;
using Everlatch.Storage;

namespace Everlatch.Identity.Outages;

/// <summary>Finds the session of a cookie that brings its own: the database does not know it, or not yet.</summary>
public sealed class FindSealedSession(
    IDatabase database, DirectoryWriter writer, SessionSeal seal, BringSession bring, LivesInOutage lives, TimeProvider clock)
{
    /// <summary>The session; null when it does not count.</summary>
    internal async Task<BrowserSession?> RunAsync(EnvironmentId environment, PresentedSession presented, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (seal.Open(environment, presented.Sealed!) is not { } session
            || !CryptographicOperations.FixedTimeEquals(session.Token, presented.Hash)
            || session.IdleExpiresAt <= now
            || session.ExpiresAt <= now)
        {
            return null;
        }

        if (database.Standing.IsTop)
        {
            return await writer.WriteAsync(write => bring.RunAsync(write, environment, session, ct), ct) is null
                ? (await SessionStore.FindLiveAsync(database, environment, presented.Hash, now, ct))?.ToSession()
                : null;
        }

        return await lives.FindUserAsync(environment, session, ct) is { } user ? Of(session, user, presented.Sealed!) : null;
    }

    private static BrowserSession Of(SealedSession session, UserRow user, string text) => new()
    {
        Id = session.Id,
        User = session.User,
        Email = user.Email,
        EmailVerified = user.EmailVerifiedAt is not null,
        Name = user.Name,
        Locale = user.Locale,
        Tenant = session.Tenant,
        Amr = session.Amr,
        AuthenticatedAt = session.BeganAt,
        LastSeenAt = session.BeganAt,
        ExpiresAt = session.ExpiresAt,
        Sealed = text,
    };
}
