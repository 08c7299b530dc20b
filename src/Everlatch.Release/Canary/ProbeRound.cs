namespace Everlatch.Release.Canary;

/// <summary>What the probes of one moment found.</summary>
/// <param name="Canary">At the canary.</param>
/// <param name="Baseline">At its baseline.</param>
public sealed record ProbeRound(IReadOnlyList<ProbeResult> Canary, IReadOnlyList<ProbeResult> Baseline);
