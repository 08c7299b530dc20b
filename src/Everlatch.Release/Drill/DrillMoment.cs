namespace Everlatch.Release.Drill;

/// <summary>A moment of a drill.</summary>
/// <param name="At">When.</param>
/// <param name="Region">Where; null for everywhere.</param>
/// <param name="Mark">What it is about.</param>
/// <param name="Said">What happened, in a sentence.</param>
public sealed record DrillMoment(DateTimeOffset At, string? Region, DrillMark Mark, string Said);
