namespace Everlatch.Release.Canary.Statistics;

/// <summary>A value that was seen so many times.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">How often; more than 0.</param>
internal readonly record struct Weighted(double Value, double Count);
