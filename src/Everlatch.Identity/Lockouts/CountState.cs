namespace Everlatch.Identity.Lockouts;

/// <summary>
/// One count in memory: the same two moments, and the same rule for them, as the statement <c>lockouts.reserve</c>.
/// </summary>
/// <param name="ForgottenAt">When all failures will be forgotten.</param>
/// <param name="LockedUntil">The end of the delay.</param>
internal sealed record CountState(DateTimeOffset ForgottenAt, DateTimeOffset LockedUntil)
{
    /// <summary>Nothing was counted.</summary>
    public static readonly CountState Empty = new(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);

    /// <summary>The count with one attempt more; null when none may be made now.</summary>
    public CountState? Reserve(LockoutRule rule, DateTimeOffset now)
    {
        if (LockedUntil > now)
        {
            return null;
        }

        var free = now + (rule.Interval * (rule.Free - 2));
        if (ForgottenAt <= free)
        {
            return new CountState(Later(ForgottenAt, now) + rule.Interval, DateTimeOffset.UnixEpoch);
        }

        if (ForgottenAt > free + (rule.Interval * rule.Doublings))
        {
            return new CountState(ForgottenAt + rule.Longest, now + rule.Longest);
        }

        var doublings = ((ForgottenAt - free).Ticks - TimeSpan.TicksPerMillisecond) / rule.Interval.Ticks;
        var delay = rule.First * (1L << (int)doublings);
        return new CountState(ForgottenAt + rule.Interval + delay, now + delay);
    }

    /// <summary>The count after an attempt that was counted elsewhere.</summary>
    public CountState With(CountedAttempt attempt) =>
        new(Later(ForgottenAt, attempt.At) + attempt.Added, Later(LockedUntil, attempt.LockedUntil));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
