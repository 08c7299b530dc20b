using System.Numerics;

namespace Everlatch.Edge.Figures;

/// <summary>The buckets in which answers are counted by their time: eight to each doubling, up to 67 s.</summary>
internal static class LatencyScale
{
    /// <summary>How many there are.</summary>
    public const int Count = (LargestBits - FineBits + 1) << FineBits;

    private const int FineBits = 3;
    private const int LargestBits = 26;
    private const long Largest = (1L << LargestBits) - 1;

    /// <summary>The bucket of a time.</summary>
    public static int BucketOf(TimeSpan time)
    {
        var micros = Math.Clamp(time.Ticks / TimeSpan.TicksPerMicrosecond, 0, Largest);
        var shift = Math.Max(0, BitOperations.Log2((ulong)micros) - FineBits);
        return (shift << FineBits) + (int)(micros >> shift);
    }

    /// <summary>The binary logarithm of a time in microseconds, in thousandths.</summary>
    public static long MilliOctaves(TimeSpan time) =>
        (long)(Math.Log2(Math.Max(1, time.Ticks / (double)TimeSpan.TicksPerMicrosecond)) * 1000);

    /// <summary>The longest time in a bucket, in microseconds.</summary>
    public static long UpTo(int bucket)
    {
        var shift = Math.Max(0, (bucket >> FineBits) - 1);
        return ((bucket - (shift << FineBits) + 1L) << shift) - 1;
    }
}
