using System.Globalization;
using Everlatch.Release.Drill.Releases;
using Everlatch.Release.Drill.Traffic;

namespace Everlatch.Release.Drill;

/// <summary>Holds what happened against the goals. What was not seen at all is missed.</summary>
internal sealed class JudgeDrill(
    IReadOnlyList<DrillMoment> moments, IReadOnlyList<DrillRequest> requests, IReadOnlyList<string> regions)
{
    private const string Outage = "most, for 17 and 18 minutes";
    private const double MostFailed = 0.01;

    // Fewer show nothing: an edge that is down fails no request that nobody makes.
    private const int LeastRequests = 100;
    private static readonly TimeSpan ToRefusal = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ToAlert = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ToRestored = TimeSpan.FromSeconds(1);
    private static readonly string Missing = $"{MakeDrillReleases.Asked.Table}.{MakeDrillReleases.Asked.Column}";

    /// <summary>The goals of a drill whose gates know what the release needs.</summary>
    public IReadOnlyList<DrillGoal> WithGates() =>
        [NothingFailed(), IsRefused(), RefusalNamesIt(), NothingToRollBack(), NobodyBlamed(), IsLiveOnceMended()];

    /// <summary>The goals of a drill whose gates know nothing of it.</summary>
    public IReadOnlyList<DrillGoal> WithoutGates() =>
        [FewFailed(), OneRegionFailed(), HasAlert(), AlertNamesIt(), IsRestored(), NobodyBlamed()];

    private IEnumerable<DrillRequest> Failures => requests.Where(request => request.Failure is not null);

    private bool IsEnough => requests.Count >= LeastRequests;

    private DrillGoal NothingFailed() =>
        new("failed requests", Outage, "0", Count(Failures.Count()), IsEnough && !Failures.Any());

    private DrillGoal FewFailed()
    {
        var share = requests.Count == 0 ? 1 : (double)Failures.Count() / requests.Count;
        var measured = string.Create(CultureInfo.InvariantCulture, $"{Count(Failures.Count())}, {share * 100:0.00} %");
        return new("failed requests", Outage, "< 1 %", measured, IsEnough && share < MostFailed);
    }

    private DrillGoal OneRegionFailed()
    {
        var failed = Failures.Select(request => request.Region).Distinct().ToArray();
        var reached = moments.Where(moment => moment.Mark == DrillMark.Traffic).Select(moment => moment.Region).Distinct();
        return new(
            "regions that failed", "2 of 2", "at most 1",
            failed.Length == 0 ? "none" : string.Join(", ", failed), failed.Length <= 1 && reached.Count() == 1);
    }

    private DrillGoal IsRefused()
    {
        var each = regions.Select(region => Find(region, DrillMark.Refused)?.At - Find(region, DrillMark.Deploy)?.At).ToArray();
        var slowest = each.Any(time => time is null) ? null : each.Max();
        return new(
            "bad deploy → refused, in every region", "never; alerts after 1 and 6 minutes", "≤ 5 s", Text(slowest),
            slowest <= ToRefusal);
    }

    private DrillGoal RefusalNamesIt()
    {
        var isNamed = regions.All(region =>
            Find(region, DrillMark.Refused)?.Said.Contains(Missing, StringComparison.Ordinal) == true);
        return new(
            "refused → cause named", "8 minutes after the alert", "0 s: the refusal names it",
            isNamed ? $"0 s: {Missing}" : "not named", isNamed);
    }

    private DrillGoal NothingToRollBack()
    {
        var moved = Find(null, DrillMark.Traffic);
        return new(
            "decision → old version serving everywhere", "12 minutes", "nothing to roll back",
            moved is null ? "nothing to roll back" : $"{moved.Region} had traffic on it", moved is null);
    }

    private DrillGoal IsLiveOnceMended()
    {
        var isLive = regions.All(region => Find(region, DrillMark.Mended) is not null);
        return new(
            "the same release, once its migration ran", "", "live in every region", isLive ? "live" : "not live", isLive);
    }

    private DrillGoal HasAlert()
    {
        var time = Between(DrillMark.Traffic, DrillMark.Alert);
        return new(
            "traffic on the bad release → first alert", "1 minute (US), 6 minutes (EU)", "≤ 10 s", Text(time), time <= ToAlert);
    }

    private DrillGoal AlertNamesIt()
    {
        var time = Between(DrillMark.Alert, DrillMark.Cause);
        return new("alert → cause named", "8 minutes", "0 s: the alert names it", Text(time), time <= TimeSpan.Zero);
    }

    private DrillGoal IsRestored()
    {
        var time = Between(DrillMark.Decision, DrillMark.Restored);
        return new(
            "decision → old version serving everywhere", "12 minutes, by hand", "≤ 1 s, automatic", Text(time),
            time <= ToRestored);
    }

    private DrillGoal NobodyBlamed()
    {
        var blamed = requests.Count(request => request.IsBlame);
        return new("answers that blamed the caller (401, 403, 404)", "most", "0", Count(blamed), IsEnough && blamed == 0);
    }

    private DrillMoment? Find(string? region, DrillMark mark) =>
        moments.FirstOrDefault(moment => moment.Mark == mark && (region is null || moment.Region == region));

    private TimeSpan? Between(DrillMark from, DrillMark to) => Find(null, to)?.At - Find(null, from)?.At;

    private string Count(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} of {requests.Count:N0}");

    private static string Text(TimeSpan? time) =>
        time is { } seen ? string.Create(CultureInfo.InvariantCulture, $"{seen.TotalSeconds:0.00} s") : "not seen";
}
