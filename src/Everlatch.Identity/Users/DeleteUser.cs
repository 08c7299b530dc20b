using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Users;

/// <summary>Deletes somebody with all that is theirs alone. The audit trail keeps their id and nothing else of them.</summary>
public sealed class DeleteUser(DirectoryWriter writer, UserEnding ending, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Deletes over <paramref name="version" />; null takes the newest version.</summary>
    public Task<UserWrite> RunAsync(
        EnvironmentId environment, UserId user, long? version, AuditActor actor, CancellationToken ct) =>
        writer.WriteAsync(
            async write =>
            {
                var on = write.Transaction;

                // Disabled first: it decides about the version and holds the row while sessions and grants, which know the user,
                // end.
                if (!await UserStore.SetDisabledAsync(on, environment, user, true, version, clock.GetUtcNow(), ct))
                {
                    return await UserStore.FindAsync(on, environment, user, ct) is null ? UserWrite.Unknown : UserWrite.Stale;
                }

                await ending.RunAsync(write, environment, user, ct);
                await UserStore.DeleteAsync(on, environment, user, ct);
                var act = new AuditEvent
                {
                    Environment = environment, Kind = "user.deleted", Actor = actor, Target = user.Value, User = user,
                };
                await audit.RecordAsync(on, act, ct);
                return UserWrite.Done;
            },
            ct);
}
