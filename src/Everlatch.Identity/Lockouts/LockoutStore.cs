using Everlatch.Core.Ids;
using Everlatch.Storage;

namespace Everlatch.Identity.Lockouts;

/// <summary>
/// Counts attempts. The count is raised by one statement that also decides, so that parallel attempts cannot pass it.
/// </summary>
/// <remarks>
/// What decides is one moment, kept in <c>last_failed_at</c>: when all failures will be forgotten. Each failure moves it by the
/// rule's interval, and a delay moves it by its own length. Moving it back by as much takes exactly that failure off, whatever
/// others moved it by since, and in whichever order. <c>failures</c> counts since the count was last empty.
/// </remarks>
public sealed class LockoutStore(IDatabase database, LockoutSubject subjects, TimeProvider clock)
{
    // Failures that are remembered past the free ones; see LockoutRule.DelayAfter for the same in C#.
    private const string Delay =
        "(cast(@first as bigint) << cast((lockouts.last_failed_at - @free - 1) / @interval as integer))";

    private static readonly Statement Reserve = Statement.Write(
        "lockouts.reserve",
        $"""
        insert into lockouts (environment_id, subject, failures, last_failed_at, locked_until)
        values (@environment, @subject, 1, @forgotten, 0)
        on conflict (environment_id, subject) do update set
            failures = case when lockouts.last_failed_at <= @now then 1 else lockouts.failures + 1 end,
            last_failed_at = case
                when lockouts.last_failed_at <= @now then @forgotten
                when lockouts.last_failed_at <= @free then lockouts.last_failed_at + @interval
                when lockouts.last_failed_at <= @most then lockouts.last_failed_at + @interval + {Delay}
                else lockouts.last_failed_at + @longest
            end,
            locked_until = case
                when lockouts.last_failed_at <= @free then 0
                when lockouts.last_failed_at <= @most then @now + {Delay}
                else @locked
            end
        where lockouts.environment_id = @environment and lockouts.locked_until <= @now
        returning last_failed_at as forgotten_at, locked_until
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
        set failures = failures - 1,
            last_failed_at = last_failed_at - @added,
            locked_until = case when locked_until = @until then 0 else locked_until end
        where environment_id = @environment and subject = @subject and failures > 0
        """);

    private static readonly Statement Find = Statement
        .Read(
            "lockouts.find",
            """
            select last_failed_at as forgotten_at, locked_until from lockouts
            where environment_id = @environment and subject = @subject
            """)
        .AlsoFromStandby();

    private static readonly Statement AddCounted = Statement.Write(
        "lockouts.add_counted",
        """
        insert into lockouts (environment_id, subject, failures, last_failed_at, locked_until)
        values (@environment, @subject, 1, @forgotten, @until)
        on conflict (environment_id, subject) do update set
            failures = case when lockouts.last_failed_at <= @at then 1 else lockouts.failures + 1 end,
            last_failed_at = case
                when lockouts.last_failed_at <= @at then @forgotten else lockouts.last_failed_at + @added end,
            locked_until = case when lockouts.locked_until < @until then @until else lockouts.locked_until end
        """);

    private static readonly Statement ForgetKnown = Statement.Write(
        "lockouts.forget_known",
        """
        delete from lockouts
        where environment_id = @environment and subject = @subject and last_failed_at <= @known
        """);

    private static readonly Statement Purge = Statement
        .Write("lockouts.purge", "delete from lockouts where last_failed_at < @now and locked_until < @now")
        .AcrossEnvironments("forgotten failures are swept everywhere");

    /// <summary>Counts an attempt as failed before it is made; null when it may be made, else how long to wait.</summary>
    internal async Task<TimeSpan?> ReserveAsync(Attempt attempt, LockoutRule rule, string what, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (environment, subject) = (attempt.Environment, subjects.Of(attempt.Environment, rule, what));
        var free = now + (rule.Interval * (rule.Free - 2));
        var counted = await database.FindAsync<CountedRow>(
            Reserve,
            new
            {
                environment,
                subject,
                now,
                forgotten = now + rule.Interval,
                free,
                most = free + (rule.Interval * rule.Doublings),
                interval = (long)rule.Interval.TotalMilliseconds,
                first = (long)rule.First.TotalMilliseconds,
                longest = (long)rule.Longest.TotalMilliseconds,
                locked = now + rule.Longest,
            },
            ct);
        if (counted is not null)
        {
            attempt.Add(counted.Of(rule, subject, now));
            return null;
        }

        var until = await database.FindAsync<DateTimeOffset?>(LockedUntil, new { environment, subject }, ct);
        return until - now is { } wait && wait > TimeSpan.Zero ? wait : TimeSpan.FromSeconds(1);
    }

    /// <summary>Begins counting anew: the attempt succeeded.</summary>
    internal Task ForgetAsync(
        IStatements statements, EnvironmentId environment, LockoutRule rule, string what, CancellationToken ct) =>
        statements.ExecuteAsync(Forget, new { environment, subject = subjects.Of(environment, rule, what) }, ct);

    /// <summary>Takes one attempt that did not fail off its count, and no other. What is forgotten already stays so.</summary>
    internal Task GiveBackAsync(IStatements statements, EnvironmentId environment, Count count, CancellationToken ct)
    {
        if (count.ForgottenAt <= clock.GetUtcNow())
        {
            return Task.CompletedTask;
        }

        var added = (long)count.Added.TotalMilliseconds;
        var until = count.LockedUntil ?? DateTimeOffset.UnixEpoch;
        return statements.ExecuteAsync(GiveBack, new { environment, subject = count.Subject, added, until }, ct);
    }

    /// <summary>A count as it is, or as a standby has it.</summary>
    internal async Task<CountState> FindAsync(EnvironmentId environment, string subject, CancellationToken ct) =>
        await database.FindAsync<CountedRow>(Find, new { environment, subject }, ct) is { } row
            ? new CountState(row.ForgottenAt, row.LockedUntil)
            : CountState.Empty;

    /// <summary>Counts an attempt that was counted in memory, whatever is counted here by now.</summary>
    internal static Task AddAsync(
        IStatements statements, EnvironmentId environment, CountedAttempt counted, CancellationToken ct) =>
        statements.ExecuteAsync(
            AddCounted,
            new
            {
                environment,
                subject = counted.Subject,
                at = counted.At,
                added = (long)counted.Added.TotalMilliseconds,
                forgotten = counted.At + counted.Added,
                until = counted.LockedUntil,
            },
            ct);

    /// <summary>Begins counting anew, unless others counted since.</summary>
    internal static Task ForgetAsync(
        IStatements statements, EnvironmentId environment, string subject, DateTimeOffset known, CancellationToken ct) =>
        statements.ExecuteAsync(ForgetKnown, new { environment, subject, known }, ct);

    /// <summary>Deletes what is forgotten.</summary>
    internal Task<int> PurgeAsync(DateTimeOffset now, CancellationToken ct) => database.ExecuteAsync(Purge, new { now }, ct);

    private sealed record CountedRow
    {
        public DateTimeOffset ForgottenAt { get; init; }

        public DateTimeOffset LockedUntil { get; init; }

        // The longest delay is all that an attempt adds which brings it: failures past it are not remembered.
        public Count Of(LockoutRule rule, string subject, DateTimeOffset now)
        {
            var delay = LockedUntil > now ? LockedUntil - now : TimeSpan.Zero;
            var added = delay < rule.Longest ? rule.Interval + delay : delay;
            return new Count(rule, subject, added, ForgottenAt, delay > TimeSpan.Zero ? LockedUntil : null);
        }
    }
}
