namespace Everlatch.Release.Canary.Figures;

/// <summary>What the live slot answered before the canary got traffic.</summary>
/// <param name="Traffic">What it was.</param>
/// <param name="Length">In what time.</param>
internal sealed record TrafficBefore(SlotTraffic Traffic, TimeSpan Length);
