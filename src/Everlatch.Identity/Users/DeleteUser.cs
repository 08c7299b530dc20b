using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Users;

/// <summary>Deletes somebody with all that is theirs alone. The audit trail keeps their id and nothing else of them.</summary>
public sealed class DeleteUser(DirectoryWriter writer, UserEnding ending, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Deletes over <paramref name="version" />; null takes the newest version.</summary>
    public Task<Edit<User>> RunAsync(
        EnvironmentId environment, UserId user, long? version, AuditActor actor, CancellationToken ct) =>
        writer.WriteAsync<Edit<User>>(
            async write =>
            {
                var on = write.Transaction;

                // Disabled first: it decides about the version and holds the row while sessions and grants, which know the user,
                // end.
                if (await UserStore.SetDisabledAsync(on, environment, user, true, version, clock.GetUtcNow(), ct) is not { } held)
                {
                    return await UserStore.NotChangedAsync(on, environment, user, ct);
                }

                await ending.RunAsync(write, environment, user, ct);
                await UserStore.DeleteAsync(on, environment, user, ct);
                var act = new AuditEvent
                {
                    Environment = environment, Kind = "user.deleted", Actor = actor, Target = user.Value, User = user,
                };
                await audit.RecordAsync(on, act, ct);
                return new Edit<User>.Done(held);
            },
            ct);
}
