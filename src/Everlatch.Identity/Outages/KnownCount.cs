namespace Everlatch.Identity.Outages;

/// <summary>What was known of a count when its account's owner signed in.</summary>
/// <param name="Subject">What was counted.</param>
/// <param name="Until">When all of it would have been forgotten: what others counted since goes beyond that, and stays.</param>
internal sealed record KnownCount(string Subject, DateTimeOffset Until);
