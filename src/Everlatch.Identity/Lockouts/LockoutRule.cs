namespace Everlatch.Identity.Lockouts;

/// <summary>
/// How long the next attempt has to wait after so many failures: nothing at first, then doubling up to a bound.
/// </summary>
/// <param name="Name">What is counted; separates the subjects of different rules.</param>
/// <param name="Free">The failure that brings the first delay.</param>
/// <param name="First">The first delay.</param>
/// <param name="Longest">The longest delay.</param>
/// <param name="Memory">
/// Time in which <paramref name="Free" /> failures are forgotten, one after another at an even pace, whoever else tries
/// meanwhile. A delay stops it.
/// </param>
internal sealed record LockoutRule(string Name, int Free, TimeSpan First, TimeSpan Longest, TimeSpan Memory)
{
    /// <summary>How long one failure is remembered when there is no other.</summary>
    public TimeSpan Interval => TimeSpan.FromMilliseconds(Math.Max(1, (long)Memory.TotalMilliseconds / Free));

    /// <summary>After how many doublings the longest delay is reached; failures past it are not remembered.</summary>
    public int Doublings
    {
        get
        {
            var doublings = 0;
            while (First * (1L << doublings) < Longest)
            {
                doublings++;
            }

            return doublings;
        }
    }

    /// <summary>The delay after this many failures, none of which is forgotten.</summary>
    public TimeSpan DelayAfter(long failures)
    {
        if (failures < Free)
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min(failures - Free, Doublings);
        var delay = First * (1L << (int)doublings);
        return delay < Longest ? delay : Longest;
    }
}
