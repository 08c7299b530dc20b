using System.Security.Cryptography;

namespace Everlatch.Schema.Runner;

/// <summary>Spreads waits, so that those who wait for the same thing do not come back together.</summary>
internal static class Jitter
{
    /// <summary>Between half of it and one and a half.</summary>
    public static TimeSpan Around(TimeSpan wait) =>
        wait * (0.5 + (RandomNumberGenerator.GetInt32(1_000) / 1_000.0));
}
