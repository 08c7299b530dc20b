namespace Everlatch.Identity.Lockouts;

/// <summary>
/// What one attempt added to one count: enough to take exactly that off again, however many were counted since.
/// </summary>
/// <param name="Rule">The rule that counted.</param>
/// <param name="Subject">What was counted, see <see cref="LockoutSubject" />.</param>
/// <param name="Added">How much later the count is forgotten for it.</param>
/// <param name="ForgottenAt">When it is forgotten by itself.</param>
/// <param name="LockedUntil">The end of the delay that it brought; null when it brought none.</param>
internal sealed record Count(
    LockoutRule Rule, string Subject, TimeSpan Added, DateTimeOffset ForgottenAt, DateTimeOffset? LockedUntil);
