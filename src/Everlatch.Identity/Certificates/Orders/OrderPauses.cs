using System.Security.Cryptography;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>How long an order that came to nothing waits for its next try.</summary>
internal static class OrderPauses
{
    // Five tries fall into the first hour: more failures of one host are what authorities lock out.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    // A limit may be this host's own: it must not hold up all others for as long.
    private static readonly TimeSpan LongestForAll = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ShortestForAll = TimeSpan.FromMinutes(1);

    /// <summary>The pause after this many failures in a row, up to a fifth longer.</summary>
    public static TimeSpan After(long attempts)
    {
        var pause = First * (1L << (int)Math.Min(attempts - 1, 20));
        var bounded = pause < Longest ? pause : Longest;
        return bounded + (bounded * RandomNumberGenerator.GetInt32(0, 200) / 1000);
    }

    /// <summary>Until when nothing is ordered at all, when the authority says that there were too many requests.</summary>
    public static DateTimeOffset ForAll(DateTimeOffset now, DateTimeOffset? asked) => asked switch
    {
        { } at when at - now < ShortestForAll => now + ShortestForAll,
        { } at when at - now < LongestForAll => at,
        _ => now + LongestForAll,
    };
}
