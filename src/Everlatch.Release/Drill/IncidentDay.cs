namespace Everlatch.Release.Drill;

/// <summary>The incident that is replayed: 31 May 2023, two regions, times in GMT.</summary>
public static class IncidentDay
{
    /// <summary>What happened.</summary>
    public static IReadOnlyList<Moment> Moments { get; } =
    [
        new(0, "12:55", null, DrillMark.Deploy, "A minor version of one service is deployed, in both regions together."),
        new(1, "12:56", "us", DrillMark.Alert, "The first alert. The outage in the US begins."),
        new(4, "12:59", "eu", DrillMark.Traffic, "The outage in the EU begins."),
        new(6, "13:01", "eu", DrillMark.Alert, "The alert for the EU. Customers complain soon after."),
        new(9, "13:04", null, DrillMark.Cause, "The cause: a migration that the deploy relied on did not run."),
        new(9, "13:04", null, DrillMark.Decision, "Rollback begins in both regions, by the whole pipeline."),
        new(19, "13:14", "us", DrillMark.Restored, "The US has recovered."),
        new(21, "13:16", "eu", DrillMark.Restored, "The EU has recovered."),
    ];

    /// <summary>A moment of that day.</summary>
    /// <param name="Minute">Minutes after the deploy.</param>
    /// <param name="Clock">The time of day.</param>
    /// <param name="Region">Where; null for both.</param>
    /// <param name="Mark">What it is about.</param>
    /// <param name="Said">What happened.</param>
    public sealed record Moment(int Minute, string Clock, string? Region, DrillMark Mark, string Said);
}
