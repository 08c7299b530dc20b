namespace Everlatch.Identity.Lockouts;

/// <summary>An attempt that was counted in memory, as the journal keeps it.</summary>
/// <param name="Subject">What was counted, see <see cref="LockoutSubject" />.</param>
/// <param name="At">When.</param>
/// <param name="Added">How much later the count is forgotten for it.</param>
/// <param name="LockedUntil">The end of the delay that it brought; long ago when it brought none.</param>
internal sealed record CountedAttempt(string Subject, DateTimeOffset At, TimeSpan Added, DateTimeOffset LockedUntil);
