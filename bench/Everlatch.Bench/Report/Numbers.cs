using System.Globalization;

namespace Everlatch.Bench.Report;

/// <summary>Medians, and numbers as text.</summary>
internal static class Numbers
{
    public static double Median(this IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public static string Whole(this double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Ratio(this double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Millis(this double value) => value.ToString("0.0", CultureInfo.InvariantCulture) + " ms";
}
