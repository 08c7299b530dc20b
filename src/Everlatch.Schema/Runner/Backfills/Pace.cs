namespace Everlatch.Schema.Runner.Backfills;

/// <summary>How fast a backfill goes through its table, in this run.</summary>
/// <param name="clock">Measures.</param>
/// <param name="total">Rows of the table, about; null when unknown.</param>
internal sealed class Pace(TimeProvider clock, long? total)
{
    private readonly long begin = clock.GetTimestamp();
    private long walked;

    /// <summary>Rows of the table, about; null when unknown.</summary>
    public long? Total => total;

    /// <summary>Rows a second, rests included.</summary>
    public double Rate => RateWith(0);

    /// <summary>The same with so many more rows.</summary>
    public double RateWith(long rows) => (walked + rows) / Math.Max(clock.GetElapsedTime(begin).TotalSeconds, 0.001);

    /// <summary>Counts a batch.</summary>
    public void Count(long rows) => walked += rows;

    /// <summary>How long the rest will take, about, when so many rows are behind it over all runs.</summary>
    public TimeSpan? Left(long sofar) =>
        total is { } all && Rate > 0
            ? TimeSpan.FromSeconds(Math.Min(Math.Max(all - sofar, 0) / Rate, TimeSpan.FromDays(1000).TotalSeconds))
            : null;
}
