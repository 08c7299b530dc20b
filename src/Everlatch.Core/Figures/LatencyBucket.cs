namespace Everlatch.Core.Figures;

/// <summary>Answers that took at most so long, and longer than the bucket before allows.</summary>
/// <param name="UpToMicroseconds">The bound. Neighbours are at most an eighth apart, so that 12 % more is seen.</param>
/// <param name="Count">How many.</param>
public readonly record struct LatencyBucket(long UpToMicroseconds, long Count);
