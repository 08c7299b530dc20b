using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Lockouts;

/// <summary>
/// Counts attempts. The count is raised by one statement that also decides, so that parallel attempts cannot pass it.
/// </summary>
public sealed class LockoutStore(IDatabase database, LockoutSubject subjects, TimeProvider clock)
{
    // locked_until - last_failed_at is the delay that the last failure brought; see LockoutRule.DelayAfter for the same in C#.
    private static readonly Statement Reserve = Statement.Write(
        "lockouts.reserve",
        """
        insert into lockouts (environment_id, subject, failures, last_failed_at, locked_until)
        values (@environment, @subject, 1, @now, 0)
        on conflict (environment_id, subject) do update set
            failures = case when lockouts.last_failed_at < @forgotten then 1 else lockouts.failures + 1 end,
            last_failed_at = @now,
            locked_until = case
                when lockouts.last_failed_at < @forgotten or lockouts.failures + 1 < @free then 0
                when lockouts.locked_until <= lockouts.last_failed_at then @now + @first
                when (lockouts.locked_until - lockouts.last_failed_at) * 2 >= @longest then @now + @longest
                else @now + (lockouts.locked_until - lockouts.last_failed_at) * 2
            end
        where lockouts.environment_id = @environment and lockouts.locked_until <= @now
        """);

    private static readonly Statement LockedUntil = Statement.Read(
        "lockouts.locked_until",
        "select locked_until from lockouts where environment_id = @environment and subject = @subject");

    private static readonly Statement Forget = Statement.Write(
        "lockouts.forget", "delete from lockouts where environment_id = @environment and subject = @subject");

    private static readonly Statement GiveBack = Statement.Write(
        "lockouts.give_back",
        """
        update lockouts
        set failures = failures - 1, locked_until = case when failures - 1 < @free then 0 else locked_until end
        where environment_id = @environment and subject = @subject and failures > 0
        """);

    private static readonly Statement Purge = Statement
        .Write("lockouts.purge", "delete from lockouts where last_failed_at < @before and locked_until < @now")
        .AcrossEnvironments("forgotten failures are swept everywhere");

    /// <summary>Counts an attempt as failed before it is made; null when it may be made, else how long to wait.</summary>
    internal async Task<TimeSpan?> ReserveAsync(EnvironmentId environment, LockoutRule rule, string what, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var subject = subjects.Of(environment, rule, what);
        var counted = await database.ExecuteAsync(
            Reserve,
            new
            {
                environment,
                subject,
                now,
                forgotten = now - rule.Memory,
                free = (long)rule.Free,
                first = (long)rule.First.TotalMilliseconds,
                longest = (long)rule.Longest.TotalMilliseconds,
            },
            ct);
        if (counted == 1)
        {
            return null;
        }

        var until = await database.FindAsync<DateTimeOffset?>(LockedUntil, new { environment, subject }, ct);
        return until - now is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }

    /// <summary>Begins counting anew: the attempt succeeded.</summary>
    internal Task ForgetAsync(
        IStatements statements, EnvironmentId environment, LockoutRule rule, string what, CancellationToken ct) =>
        statements.ExecuteAsync(Forget, new { environment, subject = subjects.Of(environment, rule, what) }, ct);

    /// <summary>Takes back one reserved attempt that did not fail, and no other.</summary>
    internal Task GiveBackAsync(
        IStatements statements, EnvironmentId environment, LockoutRule rule, string what, CancellationToken ct) =>
        statements.ExecuteAsync(
            GiveBack, new { environment, subject = subjects.Of(environment, rule, what), free = (long)rule.Free }, ct);

    /// <summary>Deletes what is forgotten anyway.</summary>
    internal Task<int> PurgeAsync(DateTimeOffset now, TimeSpan memory, CancellationToken ct) =>
        database.ExecuteAsync(Purge, new { now, before = now - memory }, ct);
}
