namespace Everlatch.Release.Canary;

/// <summary>One probe at one slot.</summary>
/// <param name="Probe">Its name, such as <c>sign-in</c>.</param>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Failure">What was wrong, in a sentence without secrets; null when nothing was.</param>
public sealed record ProbeResult(string Probe, DateTimeOffset At, TimeSpan Took, string? Failure)
{
    /// <summary>Whether it runs seldom: then few runs of it are enough.</summary>
    public bool IsRare { get; init; }
}
