namespace Everlatch.Release.Drill.Traffic;

/// <summary>A request that somebody made in a drill.</summary>
/// <param name="At">When it was answered.</param>
/// <param name="Region">At whose edge.</param>
/// <param name="Flow">As part of what: <c>sign-in</c>, <c>machine-token</c> …</param>
/// <param name="Status">The answer's status; 0 when there was none.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Failure">Why it is not what it should be; null when it is.</param>
public sealed record DrillRequest(
    DateTimeOffset At, string Region, string Flow, int Status, TimeSpan Took, string? Failure)
{
    private static readonly int[] Blames = [401, 403, 404];

    /// <summary>Whether the answer says that the caller is at fault, who is not.</summary>
    public bool IsBlame => Failure is not null && Blames.Contains(Status);
}
