using Everlatch.Release.Nodes;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>
/// Starts the release in the slot beside the live one, without traffic, and the live one afresh beside it: what a canary is
/// compared with has run for as long as the canary has.
/// </summary>
internal sealed class StartStep : Step
{
    /// <inheritdoc />
    public override string Name => "start";

    /// <inheritdoc />
    public override string Why => "starts it without traffic, and the live release afresh to compare with";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => StepInputs.Of(
        ("release", run.Release.Digest), ("servers", $"{run.Policy.Servers}"), ("slot", run.Slot),
        ("baseline", LiveRelease(run)?.Digest ?? ""));

    /// <inheritdoc />
    public override async Task<string?> WhySkippedAsync(RegionRun run, CancellationToken ct) =>
        run.Runs(run.Slot) && (run.IsSettled || LiveRelease(run) is null)
            && await run.WhyNotReadyAsync(run.Slot, TimeSpan.Zero, ct) is null
            ? $"{run.Slot} runs it, and is ready"
            : null;

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var (slot, live, patience) = (run.Slot, LiveRelease(run), TimeSpan.FromSeconds(run.Policy.StartSeconds));
        await Task.WhenAll(
            run.OrderAsync(node => node.PlaceAsync(slot, run.Release.Path, run.Policy.Servers, ct), ct),
            live is null ? Task.CompletedTask : StartAfreshAsync(run, live, ct));
        if (await run.WhyNotReadyAsync(slot, patience, ct) is { } because)
        {
            return new StepOutcome.Refused("EL2067", $"Slot {slot} is not ready after {run.Policy.StartSeconds} s. {because}");
        }

        // That the live release does not start any more is not this one's fault, and there is nothing to compare with.
        return live is not null && await run.WhyNotReadyAsync(SlotName.Baseline, patience, ct) is { } alas
            ? new StepOutcome.Failed("EL2067", $"The live release does not start afresh: {alas}")
            : new StepOutcome.Done($"{slot} is ready{(live is null ? "" : $", and {live.Version} afresh beside it")}");
    }

    private static async Task StartAfreshAsync(RegionRun run, PlacedRelease live, CancellationToken ct)
    {
        await run.OrderAsync(node => node.RemoveAsync(SlotName.Baseline, ct), ct);
        await run.OrderAsync(node => node.PlaceAsync(SlotName.Baseline, live.Folder, run.Policy.Servers, ct), ct);
    }

    private static PlacedRelease? LiveRelease(RegionRun run) =>
        run.Live is { } live && !run.Runs(live) ? RegionRun.SlotOf(run.Seen[0], live)?.Release : null;
}
