using Everlatch.Release.Drill.Machines;
using Everlatch.Release.Nodes.Api;
using Everlatch.Release.Nodes.Client;

namespace Everlatch.Release.Drill.Stories;

/// <summary>Looks at nodes and edges, many times a second, for what becomes of a bad release.</summary>
internal sealed class WatchTraffic(DrillStage stage)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);

    /// <summary>Notes when any region gives traffic to a slot beside its live one. It goes on until it is stopped.</summary>
    public Task UntilMovedAsync(CancellationToken ct) => Task.WhenAll(stage.Regions.Select(async region =>
    {
        using var node = region.Client();
        await LookAsync(
            async () =>
            {
                if (await StateAsync(node, ct) is not { Lent: true } state || Bad(state) is not { } bad)
                {
                    return false;
                }

                stage.Timeline.Note(DrillMark.Traffic, region.Name, $"{bad.Release.Version} has {bad.Share} % of the clients.");
                return true;
            },
            ct);
    }));

    /// <summary>Notes what happens in a region from the moment that the bad release has traffic until it has none.</summary>
    public async Task ThroughAsync(DrillRegion region, CancellationToken ct)
    {
        using var node = region.Client();
        var slot = "";
        await LookAsync(
            async () =>
            {
                slot = await StateAsync(node, ct) is { Lent: true } state && Bad(state) is { } bad
                    ? NoteTraffic(region, bad)
                    : "";
                return slot.Length > 0;
            },
            ct);
        await LookAsync(() => SeesAlertAsync(region, node, slot, ct), ct);
        await LookAsync(() => SeesDecisionAsync(region, node, slot, ct), ct);
        await LookAsync(async () => await region.ShareAsync(slot) is 0, ct);
        stage.Timeline.Note(
            DrillMark.Restored, region.Name, $"The edge gives everybody to {stage.Releases.Current.Manifest.Version} again.");
    }

    private string NoteTraffic(DrillRegion region, SlotDocument bad)
    {
        stage.Timeline.Note(DrillMark.Traffic, region.Name, $"{bad.Release.Version} has {bad.Share} % of the clients.");
        return bad.Name;
    }

    // Whoever speaks first: the gate of the running server, or the judge of the canary.
    private async Task<bool> SeesAlertAsync(DrillRegion region, NodeClient node, string slot, CancellationToken ct)
    {
        var state = await StateAsync(node, ct);
        var server = state?.Slots.FirstOrDefault(each => each.Name == slot)?.Servers.FirstOrDefault(each => !each.Ready);
        var judge = await JudgeAsync(node, ct);
        var said = server is not null ? $"{server.Name} is not ready: {server.Because}"
            : judge is { Verdict: "fail" } && judge.Slot == slot ? string.Join(" ", judge.Because)
            : null;
        if (said is null)
        {
            return false;
        }

        NoteCause(stage.Timeline.Note(DrillMark.Alert, region.Name, said));
        return true;
    }

    private async Task<bool> SeesDecisionAsync(DrillRegion region, NodeClient node, string slot, CancellationToken ct)
    {
        var state = await StateAsync(node, ct);
        if (state is null || state.Slots.Any(each => each.Name == slot && each.Share > 0))
        {
            return false;
        }

        var judge = await JudgeAsync(node, ct);
        var said = judge is { Verdict: "fail" } && judge.Slot == slot
            ? string.Join(" ", judge.Because)
            : "The node took the traffic back.";
        NoteCause(stage.Timeline.Note(DrillMark.Decision, region.Name, said));
        return true;
    }

    // Whoever reads that sentence knows the cause from then on.
    private void NoteCause(DrillMoment moment)
    {
        var column = Releases.MakeDrillReleases.Asked.Column;
        if (moment.Said.Contains(column, StringComparison.Ordinal)
            && stage.Timeline.Moments.All(known => known.Mark != DrillMark.Cause))
        {
            stage.Timeline.Add(moment with { Mark = DrillMark.Cause, Said = $"It names the cause: {column} is missing." });
        }
    }

    private static SlotDocument? Bad(NodeDocument state) => state.Slots.FirstOrDefault(
        slot => slot.Share > 0 && slot.Name != state.Live && slot.Name != Nodes.SlotName.Baseline);

    private static async Task<NodeDocument?> StateAsync(NodeClient node, CancellationToken ct)
    {
        try
        {
            return await node.StateAsync(ct);
        }
        catch (NodeException)
        {
            return null;
        }
    }

    private static async Task<CanaryDocument?> JudgeAsync(NodeClient node, CancellationToken ct)
    {
        try
        {
            return await node.CanaryAsync(ct);
        }
        catch (NodeException)
        {
            return null;
        }
    }

    private async Task LookAsync(Func<Task<bool>> sees, CancellationToken ct)
    {
        try
        {
            while (!await sees())
            {
                await Task.Delay(Every, stage.Clock, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Whoever stops it has seen enough.
        }
    }
}
