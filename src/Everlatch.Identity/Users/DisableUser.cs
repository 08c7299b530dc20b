using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Directory.Feed;
using Everlatch.Identity.Audit;

namespace Everlatch.Identity.Users;

/// <summary>Keeps somebody from signing in, and ends what they have open.</summary>
public sealed class DisableUser(DirectoryWriter writer, UserEnding ending, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Disables over <paramref name="version" />; null takes the newest version. Disabling twice is harmless.</summary>
    public Task<Edit<User>> RunAsync(
        EnvironmentId environment, UserId user, long? version, AuditActor actor, CancellationToken ct) =>
        writer.WriteAsync<Edit<User>>(
            async write =>
            {
                var on = write.Transaction;
                var now = clock.GetUtcNow();
                if (await UserStore.SetDisabledAsync(on, environment, user, true, version, now, ct) is not { } disabled)
                {
                    return await UserStore.NotChangedAsync(on, environment, user, ct);
                }

                await ending.RunAsync(write, environment, user, ct);
                var act = new AuditEvent
                {
                    Environment = environment, Kind = "user.disabled", Actor = actor, Target = user.Value, User = user,
                };
                await audit.RecordAsync(on, act, ct);
                return new Edit<User>.Done(disabled);
            },
            ct);
}
