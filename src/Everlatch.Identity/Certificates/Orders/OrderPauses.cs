using System.Security.Cryptography;

namespace Everlatch.Identity.Certificates.Orders;

/// <summary>How long an order that came to nothing waits for its next try.</summary>
internal static class OrderPauses
{
    // Five tries fall into the first hour: more failures of one host are what authorities lock out.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    // No limit of an authority lasts longer; who asks for more must not have a host without a certificate for ever.
    private static readonly TimeSpan LongestAsked = TimeSpan.FromDays(7);

    // A limit may be this host's own: it must not hold up all others for as long.
    private static readonly TimeSpan LongestForAll = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ShortestForAll = TimeSpan.FromMinutes(1);

    /// <summary>When a host is tried again after this many failures in a row; later when the authority asks for that.</summary>
    public static DateTimeOffset Until(DateTimeOffset now, long attempts, DateTimeOffset? asked)
    {
        var pause = After(Math.Max(1, attempts));
        return asked is { } at && at - now > pause ? (at - now < LongestAsked ? at : now + LongestAsked) : now + pause;
    }

    // Up to a fifth longer, so that what failed together is not tried together for ever.
    private static TimeSpan After(long attempts)
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
