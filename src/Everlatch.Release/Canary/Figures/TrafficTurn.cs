namespace Everlatch.Release.Canary.Figures;

/// <summary>What both slots answered between two readings of the edges' figures.</summary>
/// <param name="Canary">The new release.</param>
/// <param name="Baseline">The old one.</param>
internal sealed record TrafficTurn(SlotTraffic Canary, SlotTraffic Baseline);
