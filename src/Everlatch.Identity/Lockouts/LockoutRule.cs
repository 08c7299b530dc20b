namespace Everlatch.Identity.Lockouts;

/// <summary>
/// How long the next attempt has to wait after so many failures: nothing at first, then doubling up to a bound.
/// </summary>
/// <param name="Name">What is counted; separates the subjects of different rules.</param>
/// <param name="Free">The failure that brings the first delay.</param>
/// <param name="First">The first delay.</param>
/// <param name="Longest">The longest delay.</param>
/// <param name="Memory">Time without an attempt after which counting begins anew.</param>
internal sealed record LockoutRule(string Name, int Free, TimeSpan First, TimeSpan Longest, TimeSpan Memory)
{
    /// <summary>The delay after this many failures in a row.</summary>
    public TimeSpan DelayAfter(long failures)
    {
        if (failures < Free)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(failures - Free, 30);
        var delay = First * (1L << (int)doublings);
        return delay < Longest ? delay : Longest;
    }
}
