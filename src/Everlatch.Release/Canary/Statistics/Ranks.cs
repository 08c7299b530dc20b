namespace Everlatch.Release.Canary.Statistics;

/// <summary>The Mann–Whitney test, for values that were seen many times each: raw samples as well as histograms.</summary>
/// <remarks>
/// Ranks with the correction for ties, and the normal approximation: asked of 20 values and more. It knows nothing of how much
/// more is too much; whoever asks it looks at the shift too.
/// </remarks>
internal static class Ranks
{
    /// <summary>
    /// How probable it is that values that came from one source look as far apart, in this direction, as these do. NaN where
    /// there is nothing to compare.
    /// </summary>
    public static double Greater(IReadOnlyList<Weighted> values, IReadOnlyList<Weighted> than)
    {
        var (one, other) = (values.Sum(value => value.Count), than.Sum(value => value.Count));
        if (one < 1 || other < 1)
        {
            return double.NaN;
        }

        var (ranks, ties) = Sum(values, than);
        var all = one + other;
        var variance = one * other / 12 * (all + 1 - (ties / (all * (all - 1))));
        var apart = ranks - (one * (one + 1) / 2) - (one * other / 2);

        // All values alike are no reason for anything.
        return variance <= 0 ? 1 : Normal.Above((apart - 0.5) / Math.Sqrt(variance));
    }

    // The sum of the first ones' ranks, equal values sharing theirs, and what ties take off the variance.
    private static (double Ranks, double Ties) Sum(IReadOnlyList<Weighted> values, IReadOnlyList<Weighted> than)
    {
        var all = values.Select(value => (value.Value, value.Count, Own: value.Count))
            .Concat(than.Select(value => (value.Value, value.Count, Own: 0d)))
            .OrderBy(value => value.Value)
            .ToArray();
        var (ranks, ties, below) = (0d, 0d, 0d);
        for (var first = 0; first < all.Length;)
        {
            var (same, own, next) = (0d, 0d, first);
            for (; next < all.Length && all[next].Value.Equals(all[first].Value); next++)
            {
                same += all[next].Count;
                own += all[next].Own;
            }

            ranks += own * (below + ((same + 1) / 2));
            ties += (same * same * same) - same;
            below += same;
            first = next;
        }

        return (ranks, ties);
    }
}
