using System.Globalization;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Sessions;

/// <summary>
/// Ends every session of a user, or every one but the one they are using. Grants and access tokens end with them.
/// </summary>
public sealed class EndAllSessions(DirectoryWriter writer, SessionEnding ending, AuditTrail audit)
{
    /// <summary>How many there were.</summary>
    public Task<int> RunAsync(
        EnvironmentId environment, UserId user, SessionId? except, AuditActor actor, CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                var count = await ending.EndAllAsync(write, environment, user, except, ct);
                var act = new AuditEvent
                {
                    Environment = environment,
                    Kind = "sessions.ended",
                    Actor = actor,
                    Target = user.Value,
                    User = user,
                    Details = AuditEvent.NoDetails.Add("count", count.ToString(CultureInfo.InvariantCulture)),
                };
                await audit.RecordAsync(write.Transaction, act, ct);
                return count;
            },
            ct);
}
