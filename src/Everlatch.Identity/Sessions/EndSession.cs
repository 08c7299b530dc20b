using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Sessions;

/// <summary>
/// Ends one session of a user: at sign-out, or from the list of sessions. Its grants and access tokens end with it.
/// </summary>
public sealed class EndSession(
    DirectoryWriter writer, SessionEnding ending, AuditTrail audit, TimeProvider clock)
{
    /// <summary>False when the user has no such live session: it ended before, or is somebody else's.</summary>
    public Task<bool> RunAsync(
        EnvironmentId environment, UserId user, SessionId session, AuditActor actor, CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                var ended = await SessionStore.EndOneAsync(write.Transaction, environment, user, session, clock.GetUtcNow(), ct);
                if (ended.Count == 0)
                {
                    return false;
                }

                await ending.EndedAsync(write, environment, ended, ct);
                var act = new AuditEvent
                {
                    Environment = environment, Kind = "session.ended", Actor = actor, Target = session.Value, User = user,
                };
                await audit.RecordAsync(write.Transaction, act, ct);
                return true;
            },
            ct);
}
