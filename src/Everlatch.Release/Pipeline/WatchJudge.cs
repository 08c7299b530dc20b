using Everlatch.Release.Nodes.Api;

namespace Everlatch.Release.Pipeline;

/// <summary>Waits for what the nodes' judges say of a slot. They act by themselves; this only hears of it.</summary>
internal sealed class WatchJudge : IWatchCanary
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public async Task<StepOutcome> RunAsync(RegionRun run, string slot, int share, TimeSpan hold, CancellationToken ct)
    {
        var begun = run.Clock.GetTimestamp();
        var longest = hold + TimeSpan.FromSeconds(run.Policy.PauseSeconds);
        while (true)
        {
            await run.LookAsync(ct);
            var judges = await Task.WhenAll(run.Nodes.Select(node => node.CanaryAsync(ct)));
            if (WhyRefused(run, judges, slot) is { } because)
            {
                return new StepOutcome.Refused("EL2069", $"With {share} % in {run.Region}: {because}");
            }

            var watched = run.Clock.GetElapsedTime(begun);
            var open = judges.Where((judge, node) => !Passes(judge, run.Seen[node], slot, share)).ToArray();
            if (open.Length == 0 && watched >= hold)
            {
                return new StepOutcome.Done(Said(judges, watched));
            }

            if (watched >= longest)
            {
                return new StepOutcome.Failed(
                    "EL2072", $"Nobody can say whether {slot} is as good as the release before: {Said(open, watched)}");
            }

            await Task.Delay(Every, run.Clock, ct);
        }
    }

    private static string? WhyRefused(RegionRun run, CanaryDocument?[] judges, string slot)
    {
        for (var node = 0; node < judges.Length; node++)
        {
            var isLent = run.Seen[node].Lent && RegionRun.SlotOf(run.Seen[node], slot) is { Share: > 0 };
            if (judges[node] is { Verdict: "fail" } judge && judge.Slot == slot && judge.Turn == run.Seen[node].Turn)
            {
                return string.Join(" ", judge.Because);
            }

            if (!isLent)
            {
                return $"slot {slot} lost its traffic: its node took it back.";
            }
        }

        return null;
    }

    private static bool Passes(CanaryDocument? judge, NodeDocument node, string slot, int share) =>
        judge is { Verdict: "pass" } && judge.Slot == slot && judge.Share == share && judge.Turn == node.Turn;

    private static string Said(IEnumerable<CanaryDocument?> judges, TimeSpan watched) => string.Join(
        " ", judges.SelectMany(judge => judge?.Because is { Count: > 0 } because ? because : ["nothing was seen."])
            .Prepend($"watched for {watched.TotalSeconds:0} s."));
}
