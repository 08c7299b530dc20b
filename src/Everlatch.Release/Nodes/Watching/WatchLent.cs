using Everlatch.Release.Canary;
using Everlatch.Release.Canary.Figures;
using Everlatch.Release.Nodes.Journal;
using Everlatch.Storage.Background;

namespace Everlatch.Release.Nodes.Watching;

/// <summary>
/// Watches a release for as long as its traffic is lent, and takes that back by itself when the judge says so: no controller has
/// to live for it.
/// </summary>
internal sealed partial class WatchLent(
    Node node, LookAtSlots look, ICanaryProbes probes, NodeOptions options, CanaryLimits limits, TimeProvider clock,
    ILogger<WatchLent> logger)
    : PeriodicWork(Every, clock, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly ILogger logger = logger;
    private CanaryWatch? watch;

    /// <summary>What is known of the release that traffic is lent to, or was lent to last; null before the first.</summary>
    public Judgement? Judgement { get; private set; }

    /// <inheritdoc />
    protected override async Task RunOnceAsync(CancellationToken ct)
    {
        var state = node.State;
        if (watch?.IsOf(state) != true)
        {
            if (watch is not null)
            {
                await watch.DisposeAsync();
            }

            watch = Begin(state);
            Judgement = watch is null ? Judgement : new Judgement(watch.Canary, state, new Verdict.Pause([]), TimeSpan.Zero);
        }

        if (watch is null)
        {
            return;
        }

        await watch.LookAsync(look, ct);
        await JudgeAsync(watch, state, ct);
    }

    private async Task JudgeAsync(CanaryWatch watched, NodeState state, CancellationToken ct)
    {
        var figures = watched.Figures();
        var verdict = JudgeCanary.Run(figures, watched.HasTraffic ? limits : limits with { MinRequests = 0 });
        Judgement = new Judgement(watched.Canary, state, verdict, figures.Length);
        if (verdict is Verdict.Fail)
        {
            var because = string.Join(" ", verdict.Reasons.Select(reason => reason.Text));
            await node.RunAsync(
                () => watched.IsOf(node.State) ? node.Do(new NodeEntry.WentBack(because)) : node.Done, ct);
            LogTakenBack(watched.Canary, because);
        }
    }

    // Before the first release there is nothing to compare with, and nothing to go back to.
    private CanaryWatch? Begin(NodeState state)
    {
        if (state is not { Lent: { } lent, Live: { } live } || lent.FirstOrDefault(IsNew).Key is not { } canary)
        {
            return null;
        }

        bool IsNew(KeyValuePair<string, int> share) =>
            share.Value > 0 && share.Key != live && share.Key != SlotName.Baseline;

        var baseline = state.Slots.ContainsKey(SlotName.Baseline)
            && (state.ShareOf(SlotName.Baseline) > 0 || state.ShareOf(live) == 0) ? SlotName.Baseline : live;
        return new CanaryWatch(
            state,
            new CanarySlots(canary, baseline, live),
            probes.Between(SocketsOf(state, canary), SocketsOf(state, baseline)),
            Clock);
    }

    private string[] SocketsOf(NodeState state, string slot) =>
    [
        .. Servers.ServerPlace.Of(options.SocketFolder, slot, state.Slots[slot].Servers).Select(place => place.Socket),
    ];

    [LoggerMessage(7101, LogLevel.Error, "Slot {Slot} lost its traffic: {Because}")]
    private partial void LogTakenBack(string slot, string because);
}
