namespace Everlatch.Release.Canary.Figures;

/// <summary>The slots of a canary.</summary>
/// <param name="Canary">The new release.</param>
/// <param name="Baseline">The old one, started as freshly.</param>
/// <param name="Live">The old one, as it has been.</param>
internal sealed record CanarySlots(string Canary, string Baseline, string Live);
