namespace Everlatch.Release.Canary.Statistics;

/// <summary>Whether values grow over time: the median of all slopes (Theil–Sen), and Kendall's test of it.</summary>
/// <param name="PerSecond">How much they grow.</param>
/// <param name="Probability">How probable it is that values without a trend look like that.</param>
internal readonly record struct Trend(double PerSecond, double Probability)
{
    // Enough to see a trend, few enough for all pairs of them.
    private const int MostPoints = 120;

    /// <summary>
    /// The trend of values, each at a second. Steps and single peaks are none. NaN for fewer than three, and where one is no
    /// number.
    /// </summary>
    public static Trend Of(IReadOnlyList<(double Second, double Value)> values)
    {
        var every = Math.Max(1, (values.Count + MostPoints - 1) / MostPoints);
        var points = values.Where((_, n) => n % every == 0).ToArray();
        if (points.Length < 3 || points.Any(point => !double.IsFinite(point.Value)) || points[0].Second.Equals(points[^1].Second))
        {
            return new Trend(double.NaN, double.NaN);
        }

        var slopes = new List<double>(points.Length * points.Length / 2);
        var up = 0;
        for (var one = 0; one < points.Length; one++)
        {
            for (var other = one + 1; other < points.Length; other++)
            {
                up += Math.Sign(points[other].Value - points[one].Value);
                if (points[other].Second > points[one].Second)
                {
                    slopes.Add((points[other].Value - points[one].Value) / (points[other].Second - points[one].Second));
                }
            }
        }

        slopes.Sort();
        double n = points.Length;
        return new Trend(slopes[slopes.Count / 2], Normal.Above((up - 1) / Math.Sqrt(n * (n - 1) * ((2 * n) + 5) / 18)));
    }
}
