namespace Everlatch.Watch.Probes;

/// <summary>What one run of a probe did and found.</summary>
/// <param name="Probe">The probe's name.</param>
/// <param name="Target">Where it was.</param>
/// <param name="At">When it began.</param>
/// <param name="Steps">Its requests, in order.</param>
/// <param name="Failure">Why it failed; null when it did not.</param>
public sealed record ProbeReport(
    string Probe, string Target, DateTimeOffset At, IReadOnlyList<ProbeStep> Steps, ProbeFailure? Failure)
{
    /// <summary>Whether it runs seldom by itself.</summary>
    public bool IsRare { get; init; }

    /// <summary>How long its requests took, all together.</summary>
    public TimeSpan Took => Steps.Aggregate(TimeSpan.Zero, (sum, step) => sum + step.Took);
}
