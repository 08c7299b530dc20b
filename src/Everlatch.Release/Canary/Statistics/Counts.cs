namespace Everlatch.Release.Canary.Statistics;

/// <summary>Exact tests of counts, however small they are.</summary>
internal static class Counts
{
    // Below that of the first one a term adds nothing that anybody decides by.
    private const double Negligible = 1e-12;

    /// <summary>
    /// Fisher's exact test in one direction: how probable as many hits, or more, are among ours, if hits are as frequent among
    /// theirs.
    /// </summary>
    public static double Greater(long hits, long ours, long theirHits, long theirs)
    {
        var (all, allHits) = (ours + theirs, hits + theirHits);
        if (ours < 1 || theirs < 1)
        {
            return double.NaN;
        }

        var whole = LogChoose(all, ours);
        return Tail(hits, Math.Min(ours, allHits), n =>
            LogChoose(allHits, n) + LogChoose(all - allHits, ours - n) - whole);
    }

    /// <summary>How probable as many of all, or more, are where each has this probability.</summary>
    public static double AtLeast(long hits, long all, double probability) => probability switch
    {
        double.NaN => double.NaN,
        <= 0 => hits > 0 ? 0 : 1,
        >= 1 => 1,
        _ => Tail(hits, all, n =>
            LogChoose(all, n) + (n * Math.Log(probability)) + ((all - n) * Math.Log(1 - probability))),
    };

    private static double Tail(long from, long to, Func<long, double> logTerm)
    {
        var (sum, largest) = (0d, 0d);
        for (var n = from; n <= to; n++)
        {
            var term = Math.Exp(logTerm(n));
            sum += term;
            largest = Math.Max(largest, term);
            if (term < largest * Negligible)
            {
                break;
            }
        }

        return Math.Min(sum, 1);
    }

    private static double LogChoose(long all, long some) => some < 0 || some > all
        ? double.NegativeInfinity
        : LogFactorial(all) - LogFactorial(some) - LogFactorial(all - some);

    // Stirling's series, from where three terms of it are exact to the last digits.
    private static double LogFactorial(long n)
    {
        if (n < 32)
        {
            var product = 1d;
            for (var factor = 2; factor <= n; factor++)
            {
                product *= factor;
            }

            return Math.Log(product);
        }

        var x = (double)n;
        return (x * Math.Log(x)) - x + (Math.Log(2 * Math.PI * x) / 2)
            + (1 / (12 * x)) - (1 / (360 * x * x * x)) + (1 / (1260 * x * x * x * x * x));
    }
}
