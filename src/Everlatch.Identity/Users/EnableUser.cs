using Everlatch.Core;
using Everlatch.Core.Ids;
using Everlatch.Identity.Audit;
using Everlatch.Storage;

namespace Everlatch.Identity.Users;

/// <summary>Lets somebody sign in again. What ended when they were disabled stays ended.</summary>
public sealed class EnableUser(IDatabase database, AuditTrail audit, TimeProvider clock)
{
    /// <summary>Enables over <paramref name="version" />; null takes the newest version. Enabling twice is harmless.</summary>
    public async Task<Edit<User>> RunAsync(
        EnvironmentId environment, UserId user, long? version, AuditActor actor, CancellationToken ct)
    {
        await using var transaction = await database.BeginAsync(ct);
        var now = clock.GetUtcNow();
        if (await UserStore.SetDisabledAsync(transaction, environment, user, false, version, now, ct) is not { } enabled)
        {
            return await UserStore.NotChangedAsync(transaction, environment, user, ct);
        }

        var act = new AuditEvent
        {
            Environment = environment, Kind = "user.enabled", Actor = actor, Target = user.Value, User = user,
        };
        await audit.RecordAsync(transaction, act, ct);
        await transaction.CommitAsync(ct);
        return new Edit<User>.Done(enabled);
    }
}
