using Everlatch.Bench.Faults;
using Everlatch.Bench.Report;

namespace Everlatch.Bench.Questions;

/// <summary>
/// Each part in turn is killed, frozen, slowed or cut off under mixed load: what failed for whom, for how long, and whether
/// anything was told or lost that a fault must not cost.
/// </summary>
internal static class FaultMatrix
{
    private const string EuHost = "127.0.0.1";
    private const string UsHost = "127.0.0.2";
    private const int Shown = 10;

    /// <summary>What <c>--fault</c> takes.</summary>
    public static IEnumerable<string> Names => AllFaults.List.Select(fault => fault.Name);

    /// <summary>Asks about all faults.</summary>
    public static Task<Answer> AskAsync() => AskAsync(AllFaults.List);

    /// <summary>Asks about the one of this name.</summary>
    public static Task<Answer> AskAsync(string name) => AskAsync([.. AllFaults.List.Where(fault => fault.Name == name)]);

    private static async Task<Answer> AskAsync(IReadOnlyList<Fault> faults)
    {
        await using var regions = await TwoRegions.StartAsync();
        var (eu, us) = (new Callers(regions.UpOf("eu"), EuHost), new Callers(regions.UpOf("us"), UsHost));
        await BeginAsync(regions, eu);
        var run = new FaultRun(regions, eu, us, await People.MakeAsync(regions, eu));
        var rows = new List<FaultRow>();
        foreach (var fault in faults)
        {
            rows.Add(await run.RunAsync(fault));
            await Console.Error.WriteLineAsync(string.Join(" | ", CellsOf(rows[^1])));
        }

        return Of(rows);
    }

    // Nothing fails yet; whoever starts may take a moment.
    private static async Task BeginAsync(TwoRegions regions, Callers eu)
    {
        while (!await Health.IsWholeAsync(regions))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        await eu.PrepareAsync(regions.Eu);
        await Domains.ProveAsync(regions, eu, await Domains.ClaimAsync(regions, eu, Domains.Live));
        while ((await eu.GetAsync(regions.Eu, "/signin", at: Domains.Live)).Status != 200)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }
    }

    private static Answer Of(IReadOnlyList<FaultRow> rows)
    {
        var answer = new Answer(
            "fault", "documents", "machine tokens", "introspection", "userinfo", "sign-in", "refresh", "writes", "custom domain",
            "us at eu's edges", "eu at us's edge", "settled");
        foreach (var row in rows)
        {
            answer.Row(CellsOf(row));
        }

        var refusals = rows.SelectMany(row => row.Refusals).ToList();
        var lost = rows.SelectMany(row => row.Kept.Lost.Select(what => $"{row.Fault.Name}: {what}")).ToList();
        var broken = rows.SelectMany(row => row.Broken.Select(one => $"{row.Fault.Name}, {one.Flow}: {one.Told}")).ToList();
        return answer
            .Must("no fault is told as anything but 503", Listed(refusals), refusals.Count == 0)
            .Must(
                $"every acknowledged write is there afterwards, of {rows.Sum(row => row.Kept.Promised)}",
                $"{Listed(lost)} lost",
                lost.Count == 0)
            .Must("and none happened twice", $"{rows.Sum(row => row.Kept.Twice)}", rows.All(row => row.Kept.Twice == 0))
            .Goal("what the ladder promises goes on 6 s after a fault began", Listed(broken), broken.Count == 0)
            .Remark($"{rows.Sum(row => row.Kept.Later)} of those were mails that people asked for while SMTP was silent, and\n"
                + "  domains claimed while DNS or the certificate authority was: there when the mail came, the domain live.")
            .Remark("A cell: requests; those that failed with their status, or `refused`, `lost`, `silence` (none within 10 s);\n"
                + "  the longest time without a good answer; from the fault's end to the first good one after the last bad.")
            .Remark($"{FaultLoad.PerSecond} requests a second, 4 s before a fault, 12 s during it and 3 s of calm after it.\n"
                + "  Settled: both servers have a database that takes writes and nothing left in their journals, and all edges\n"
                + "  are ready.");
    }

    private static string[] CellsOf(FaultRow row) =>
    [
        row.Fault.Name,
        .. Enum.GetValues<Flow>().Select(flow => row.Of(flow).ToString()),
        row.Settled is { } settled ? FlowReport.Seconds(settled - row.Ended) : "**never**",
    ];

    private static string Listed(List<string> what) => what.Count == 0
        ? "none"
        : $"{what.Count} ({string.Join("; ", what.GroupBy(one => one).Take(Shown).Select(one => $"{one.Count()} × {one.Key}"))})";
}
