using System.Collections.Concurrent;
using Everlatch.Core.Ids;
using Everlatch.Identity.Lockouts;
using Everlatch.Storage;
using Everlatch.Storage.Journal;

namespace Everlatch.Identity.Outages;

/// <summary>
/// Counts guesses at passwords while no database takes writes: in memory, from what a standby says on, and in the journal.
/// </summary>
/// <remarks>
/// The limit holds on each server; over all of them it is that many times as high for as long as the outage lasts. What was
/// counted reaches the database with the journal, and this memory is forgotten with the outage.
/// </remarks>
public sealed class OutageCounts(
    IDatabase database, OutageJournal journal, LockoutStore store, LockoutSubject subjects, TimeProvider clock)
{
    // As many as a bounded journal can hold of guesses at different accounts; past it nobody new may guess.
    private const int Most = 200_000;

    private readonly ConcurrentDictionary<(EnvironmentId Environment, string Subject), State> counts = new();
    private readonly Lock turn = new();
    private int outage;

    /// <summary>Whether attempts are counted here.</summary>
    internal bool IsInForce => journal.StandsInFor(database);

    /// <summary>Counts an attempt before it is made; null when it may be made, else how long to wait.</summary>
    internal async Task<TimeSpan?> ReserveAsync(Attempt attempt, LockoutRule rule, string what, CancellationToken ct)
    {
        var subject = subjects.Of(attempt.Environment, rule, what);
        var state = await StateOfAsync(attempt.Environment, subject, ct);
        lock (state)
        {
            var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
            var before = state.Count!;
            if (before.Reserve(rule, now) is not { } after)
            {
                return before.LockedUntil - now;
            }

            state.Count = after;
            var from = before.ForgottenAt > now ? before.ForgottenAt : now;
            attempt.Add(new Count(
                rule,
                subject,
                after.ForgottenAt - from,
                after.ForgottenAt,
                after.LockedUntil > now ? after.LockedUntil : null));
            return null;
        }
    }

    /// <summary>Begins counting an account anew, and says until when what is known of it would have been remembered.</summary>
    internal KnownCount Forget(EnvironmentId environment, LockoutRule rule, string what)
    {
        var subject = subjects.Of(environment, rule, what);
        var state = counts.GetOrAdd((environment, subject), _ => new State());
        lock (state)
        {
            var known = state.Count?.ForgottenAt ?? DateTimeOffset.UnixEpoch;
            state.Count = CountState.Empty;
            return new KnownCount(subject, known);
        }
    }

    /// <summary>Takes an attempt that did not fail off its counts, or off those of one rule.</summary>
    internal void GiveBack(Attempt attempt, LockoutRule? only = null)
    {
        foreach (var count in attempt.Counts.Where(count => only is null || count.Rule == only))
        {
            GiveBack(attempt.Environment, count);
        }
    }

    private void GiveBack(EnvironmentId environment, Count count)
    {
        if (counts.TryGetValue((environment, count.Subject), out var state))
        {
            lock (state)
            {
                state.Count = state.Count is not { } now
                    ? null
                    : new CountState(
                        now.ForgottenAt - count.Added,
                        now.LockedUntil == count.LockedUntil ? DateTimeOffset.UnixEpoch : now.LockedUntil);
            }
        }
    }

    /// <summary>Takes note of attempts that a process before this one counted in the same outage.</summary>
    internal void Recall(EnvironmentId environment, IEnumerable<CountedAttempt> attempts)
    {
        foreach (var attempt in attempts)
        {
            counts.GetOrAdd((environment, attempt.Subject), _ => new State()).Recalled.Add(count => count.With(attempt));
        }
    }

    /// <summary>Takes note that it began to count anew.</summary>
    internal void Recall(EnvironmentId environment, KnownCount forgotten) =>
        counts.GetOrAdd((environment, forgotten.Subject), _ => new State()).Recalled.Add(
            count => count.ForgottenAt <= forgotten.Until ? CountState.Empty : count);

    private async Task<State> StateOfAsync(EnvironmentId environment, string subject, CancellationToken ct)
    {
        ForgetEarlierOutage();
        var key = (environment, subject);
        if (counts.TryGetValue(key, out var known) && known.Count is not null)
        {
            return known;
        }

        if (counts.Count >= Most)
        {
            throw new StoreFaultException(
                "lockouts.find", new TimeoutException("Too many accounts were guessed at in this outage."));
        }

        var row = await store.FindAsync(environment, subject, ct);
        var state = counts.GetOrAdd(key, _ => new State());
        lock (state)
        {
            state.Count ??= state.Recalled.Aggregate(row, (count, recalled) => recalled(count));
            return state;
        }
    }

    private void ForgetEarlierOutage()
    {
        lock (turn)
        {
            if (outage != database.Standing.Returns)
            {
                outage = database.Standing.Returns;
                counts.Clear();
            }
        }
    }

    private sealed class State
    {
        /// <summary>Null before the standby was asked.</summary>
        public CountState? Count { get; set; }

        public List<Func<CountState, CountState>> Recalled { get; } = [];
    }
}
