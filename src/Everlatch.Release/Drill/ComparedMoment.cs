namespace Everlatch.Release.Drill;

/// <summary>What happened in a region that day and in a drill, each by the time since the deploy there.</summary>
/// <param name="Region">The region.</param>
/// <param name="Mark">What it is about.</param>
/// <param name="ThatDay">Since the deploy that day; null when it did not happen.</param>
/// <param name="Drill">Since the deploy of the drill; null when it did not happen.</param>
public sealed record ComparedMoment(string Region, DrillMark Mark, TimeSpan? ThatDay, TimeSpan? Drill)
{
    /// <summary>Both timelines side by side, region by region.</summary>
    public static IReadOnlyList<ComparedMoment> Of(DrillReport report) =>
    [
        .. from region in report.Regions
           from mark in Enum.GetValues<DrillMark>()
           where mark != DrillMark.Note
           let compared = new ComparedMoment(region, mark, InThatDay(region, mark), In(report, region, mark))
           where compared.ThatDay is not null || compared.Drill is not null
           select compared,
    ];

    private static TimeSpan? InThatDay(string region, DrillMark mark) =>
        IncidentDay.Moments.FirstOrDefault(
            moment => moment.Mark == mark && (moment.Region is null || moment.Region == region)) is { } moment
            ? TimeSpan.FromMinutes(moment.Minute)
            : null;

    // The regions of a drill are deployed one after the other where a wave of each begins with the one before.
    private static TimeSpan? In(DrillReport report, string region, DrillMark mark) =>
        Find(report, region, mark)?.At - (Find(report, region, DrillMark.Deploy) ?? Find(report, null, DrillMark.Deploy))?.At;

    private static DrillMoment? Find(DrillReport report, string? region, DrillMark mark) =>
        report.Moments.FirstOrDefault(moment => moment.Mark == mark && (region is null || moment.Region == region));
}
