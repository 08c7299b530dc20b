namespace Everlatch.Bench.Load;

/// <summary>What a load measured.</summary>
/// <param name="Count">Requests that were answered with 200.</param>
/// <param name="Elapsed">How long it ran.</param>
/// <param name="Latencies">Of each request, sorted, in milliseconds.</param>
internal sealed record LoadResult(int Count, TimeSpan Elapsed, IReadOnlyList<double> Latencies)
{
    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double P50 => Latencies.Count == 0 ? double.NaN : Latencies[(Latencies.Count - 1) / 2];

    public double P99 => Latencies.Count == 0 ? double.NaN : Latencies[(int)((Latencies.Count - 1) * 0.99)];
}
