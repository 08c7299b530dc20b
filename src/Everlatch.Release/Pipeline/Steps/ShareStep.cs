using Everlatch.Release.Nodes;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>Lends the release a share of the traffic, and watches it for as long as the policy says.</summary>
internal sealed class ShareStep(int share, IWatchCanary watch) : Step
{
    /// <inheritdoc />
    public override string Name => $"canary {share} %";

    /// <inheritdoc />
    public override string Why => $"lends it {share} % of the clients, and watches";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => StepInputs.Of(
        ("release", run.Release.Digest), ("slot", run.Slot), ("share", $"{share}"), ("hold", $"{Hold(run)}"));

    /// <inheritdoc />
    public override Task<string?> WhySkippedAsync(RegionRun run, CancellationToken ct) => Task.FromResult(
        run.IsSettled ? "it is live and has settled"
        : IsAlone(run) && share < NodeState.WholeTraffic ? "nothing else has traffic"
        : null);

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var shares = Shares(run);
        await run.OrderAsync(node => node.LendAsync(shares, ct), ct);

        // Without a release before it there is nothing that it could be compared with.
        var judge = IsAlone(run) ? new WatchHealth() : watch;
        return await judge.RunAsync(run, run.Slot, share, TimeSpan.FromSeconds(Hold(run)), ct);
    }

    // The first release; and one that had settled at some nodes of the region when a run before this one ended.
    private static bool IsAlone(RegionRun run) => run.Live is null || run.Live == run.Slot;

    private int Hold(RegionRun run) =>
        IsAlone(run) ? 0 : share < NodeState.WholeTraffic ? run.Policy.HoldSeconds : run.Policy.BakeSeconds;

    // The baseline takes as much as the canary, as long as the live slot has the rest.
    private Dictionary<string, int> Shares(RegionRun run)
    {
        if (IsAlone(run))
        {
            return new Dictionary<string, int>(StringComparer.Ordinal) { [run.Slot] = NodeState.WholeTraffic };
        }

        var shares = new Dictionary<string, int>(StringComparer.Ordinal) { [run.Slot] = share };
        var rest = NodeState.WholeTraffic - share;
        if (rest > share && run.Seen.All(node => RegionRun.SlotOf(node, SlotName.Baseline) is not null))
        {
            shares[SlotName.Baseline] = share;
            rest -= share;
        }

        if (rest > 0)
        {
            shares[run.Live!] = rest;
        }

        return shares;
    }
}
