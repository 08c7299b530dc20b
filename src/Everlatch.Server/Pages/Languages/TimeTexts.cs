namespace Everlatch.Server.Pages.Languages;

/// <summary>Says spans of time the way people do, in one unit.</summary>
internal static class TimeTexts
{
    /// <summary>How long ago something was, such as "3 minutes ago"; a day or more is said as a date.</summary>
    public static string Ago(this Texts texts, DateTimeOffset then, DateTimeOffset now) => (now - then) switch
    {
        { TotalMinutes: < 1 } => texts["Time.JustNow"],
        { TotalHours: < 1 } ago => texts.Count("Time.MinutesAgo", (long)ago.TotalMinutes),
        { TotalDays: < 1 } ago => texts.Count("Time.HoursAgo", (long)ago.TotalHours),
        _ => texts.Date(then),
    };

    /// <summary>A wait, rounded up, such as "30 seconds" or "5 minutes": nobody is told to come back too early.</summary>
    public static string Wait(this Texts texts, TimeSpan wait) => wait switch
    {
        { TotalSeconds: <= 90 } => texts.Count("Time.Seconds", Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds))),
        { TotalMinutes: <= 90 } => texts.Count("Time.Minutes", (long)Math.Ceiling(wait.TotalMinutes)),
        _ => texts.Count("Time.Hours", (long)Math.Ceiling(wait.TotalHours)),
    };
}
