namespace Everlatch.Release.Canary.Figures;

/// <summary>One look at a server's readiness.</summary>
/// <param name="At">When.</param>
/// <param name="IsReady">Whether it said that it is ready.</param>
/// <param name="Missing">What it said is missing; empty when it did not answer at all.</param>
internal sealed record ReadinessLook(DateTimeOffset At, bool IsReady, IReadOnlyList<string> Missing);
