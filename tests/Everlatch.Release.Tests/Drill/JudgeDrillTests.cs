using Everlatch.Release.Drill;
using Everlatch.Release.Drill.Traffic;

namespace Everlatch.Release.Tests.Drill;

/// <summary>A drill says that a goal was met only when it saw that.</summary>
public sealed class JudgeDrillTests
{
    private static readonly string[] Regions = ["us", "eu"];
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly DrillMoment[] Refused =
    [
        Moment(0, "us", DrillMark.Deploy), Moment(0, "eu", DrillMark.Deploy),
        Moment(2, "us", DrillMark.Refused, "EL2066: users.rehearsed_at is missing."),
        Moment(3, "eu", DrillMark.Refused, "EL2066: users.rehearsed_at is missing."),
        Moment(30, "us", DrillMark.Mended), Moment(30, "eu", DrillMark.Mended),
    ];

    private static readonly DrillMoment[] Forced =
    [
        Moment(0, "us", DrillMark.Deploy), Moment(5, "us", DrillMark.Traffic), Moment(7, "us", DrillMark.Alert),
        Moment(7, "us", DrillMark.Cause), Moment(8, "us", DrillMark.Decision), Moment(8.3, "us", DrillMark.Restored),
    ];

    private static IEnumerable<DrillMoment> InUsAlone =>
        Refused.Where(moment => moment is not { Mark: DrillMark.Refused, Region: "eu" });

    [Fact]
    public void With_gates_a_refusal_in_time_that_names_it_meets_all_of_them() =>
        Assert.All(With(Refused, Good(200)), goal => Assert.True(goal.IsMet, goal.ToString()));

    [Fact]
    public void With_gates_each_thing_that_went_wrong_is_missed_alone()
    {
        Missed("failed requests", With(Refused, [.. Good(200), Bad("eu", 503)]));
        Missed("failed requests", With(Refused, []), others: ["answers that blamed"]);
        Missed("bad deploy", With([.. InUsAlone, Moment(5.1, "eu", DrillMark.Refused, "users.rehearsed_at")], Good(200)));
        Missed("refused → cause", With([.. InUsAlone, Moment(4, "eu", DrillMark.Refused, "no")], Good(200)));
        Missed("decision", With([.. Refused, Moment(4, "eu", DrillMark.Traffic)], Good(200)));
        Missed("the same release", With([.. Refused.Where(m => m is not { Mark: DrillMark.Mended, Region: "eu" })], Good(200)));
    }

    [Fact]
    public void Without_gates_an_alert_and_a_way_back_in_time_meet_all_of_them() =>
        Assert.All(Without(Forced, [.. Good(500), Bad("us", 503)]), goal => Assert.True(goal.IsMet, goal.ToString()));

    [Fact]
    public void Without_gates_each_thing_that_went_wrong_is_missed_alone()
    {
        Missed("failed requests", Without(Forced, [.. Good(500), .. Enumerable.Repeat(Bad("us", 503), 6)]));
        Missed("regions that failed", Without(Forced, [.. Good(500), Bad("us", 503), Bad("eu", 503)]));
        Missed("regions that failed", Without([.. Forced, Moment(9, "eu", DrillMark.Traffic)], Good(500)));
        Missed("traffic on", Without(Without(Forced, DrillMark.Alert, 16, alsoCause: true), Good(500)));
        Missed("alert → cause", Without(Without(Forced, DrillMark.Cause, 7.1), Good(500)));
        Missed("decision", Without(Without(Forced, DrillMark.Restored, 9.1), Good(500)));
        Missed("answers that blamed", Without(Forced, [.. Good(500), Bad("us", 401)]));
    }

    private static IReadOnlyList<DrillGoal> With(DrillMoment[] moments, DrillRequest[] requests) =>
        new JudgeDrill(moments, requests, Regions).WithGates();

    private static IReadOnlyList<DrillGoal> Without(DrillMoment[] moments, DrillRequest[] requests) =>
        new JudgeDrill(moments, requests, Regions).WithoutGates();

    private static DrillMoment[] Without(DrillMoment[] moments, DrillMark mark, double at, bool alsoCause = false) =>
    [
        .. moments.Select(moment => moment.Mark == mark || (alsoCause && moment.Mark == DrillMark.Cause)
            ? moment with { At = Noon.AddSeconds(at) }
            : moment),
    ];

    private static void Missed(string measure, IReadOnlyList<DrillGoal> goals, params string[] others)
    {
        var missed = goals.Where(goal => !goal.IsMet).Select(goal => goal.Measure).ToArray();
        Assert.Equal(1 + others.Length, missed.Length);
        Assert.All(others.Prepend(measure), begin => Assert.Contains(
            missed, each => each.StartsWith(begin, StringComparison.Ordinal)));
    }

    private static DrillMoment Moment(double second, string region, DrillMark mark, string said = "") =>
        new(Noon.AddSeconds(second), region, mark, said);

    private static DrillRequest[] Good(int count) =>
        [.. Enumerable.Repeat(new DrillRequest(Noon, "us", "refresh", 200, TimeSpan.FromMilliseconds(5), null), count)];

    private static DrillRequest Bad(string region, int status) =>
        new(Noon, region, "refresh", status, TimeSpan.FromMilliseconds(5), "refresh: 200 was expected.");
}
