namespace Everlatch.Release.Canary.Statistics;

/// <summary>Values in their order, to be asked for quantiles.</summary>
internal sealed class Quantiles(IEnumerable<Weighted> values)
{
    private readonly Weighted[] sorted = [.. values.OrderBy(value => value.Value)];

    /// <summary>How many were seen.</summary>
    public double Count { get; } = values.Sum(value => value.Count);

    /// <summary>
    /// The value that this part of all lies below, between two neighbours by its distance to each; NaN of nothing.
    /// </summary>
    public double At(double part)
    {
        var (target, below) = (part * Count, 0d);
        var before = (At: double.NaN, Value: double.NaN);
        foreach (var (value, count) in sorted)
        {
            // A value stands in the middle of all that are like it.
            var at = below + (count / 2);
            if (at >= target)
            {
                return double.IsNaN(before.At)
                    ? value
                    : before.Value + ((value - before.Value) * (target - before.At) / (at - before.At));
            }

            before = (at, value);
            below += count;
        }

        return before.Value;
    }
}
