using Everlatch.Release.Canary;
using Everlatch.Release.Canary.Figures;

namespace Everlatch.Release.Nodes.Watching;

/// <summary>Watches two slots for as long as the traffic is shared out as it is now.</summary>
internal sealed class CanaryWatch : IAsyncDisposable
{
    // Long enough that a busy route has figures in each, and short enough that a burst is one of many.
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    // A release that bakes for days is judged by its last hour.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);
    private readonly NodeState state;
    private readonly CanarySlots slots;
    private readonly ICanaryProbe? probe;
    private readonly TimeProvider clock;
    private readonly CanaryRecord record;
    private readonly CancellationTokenSource ended = new();
    private readonly DateTimeOffset begun;
    private readonly long started;
    private Task? probing;
    private long? counted;

    public CanaryWatch(NodeState state, CanarySlots slots, ICanaryProbe? probe, TimeProvider clock)
    {
        (this.state, this.slots, this.probe, this.clock) = (state, slots, probe, clock);
        record = new CanaryRecord(slots, Longest);
        (begun, started) = (clock.GetUtcNow(), clock.GetTimestamp());
        record.Begin(begun);
    }

    /// <summary>The slot of the new release.</summary>
    public string Canary => slots.Canary;

    /// <summary>Whether somebody but the probes asks the baseline, so that its answers can be compared.</summary>
    public bool HasTraffic => state.ShareOf(slots.Baseline) > 0;

    /// <summary>Whether it is about what a state says.</summary>
    public bool IsOf(NodeState now) => ReferenceEquals(now.Lent, state.Lent) && ReferenceEquals(now.Slots, state.Slots);

    // A wall clock that jumps would make a canary of a second an hour old, or one that never passes.
    private DateTimeOffset Now => begun + clock.GetElapsedTime(started);

    /// <summary>Takes one look at everything.</summary>
    public async Task LookAsync(LookAtSlots look, CancellationToken ct)
    {
        var now = Now;
        var looking = Task.WhenAll(
            look.RunAsync(slots.Canary, isCanary: true, record, now, ct),
            look.RunAsync(slots.Baseline, isCanary: false, record, now, ct));
        if (probe is not null && probing is not { IsCompleted: false })
        {
            // Not waited for: a server that says what is missing is not kept waiting for one that is slow.
            var before = probing;
            probing = ProbeAsync(probe);
            await (before ?? Task.CompletedTask);
        }

        await looking;
        if (counted is not { } last || clock.GetElapsedTime(last) >= Turn)
        {
            counted = clock.GetTimestamp();
            record.Add(await look.EdgesAsync(ct), Now);
        }
    }

    /// <summary>All that was seen.</summary>
    public CanaryFigures Figures() => record.Read(Now);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await (probing ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (probe as IDisposable)?.Dispose();
        ended.Dispose();
    }

    private async Task ProbeAsync(ICanaryProbe each)
    {
        var now = Now;
        var round = await each.RunAsync(ended.Token);
        record.Add(new ProbeRound(At(now, round.Canary), At(now, round.Baseline)));
    }

    private static ProbeResult[] At(DateTimeOffset now, IEnumerable<ProbeResult> results) =>
        [.. results.Select(result => result with { At = now })];
}
