using Everlatch.Release.Nodes;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>Makes the release the live one: from here on it keeps the traffic by itself, and the one before is warm.</summary>
internal sealed class SettleStep : Step
{
    /// <summary>Its name.</summary>
    public const string Called = "settle";

    /// <inheritdoc />
    public override string Name => Called;

    /// <inheritdoc />
    public override string Why => "makes it the live release";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => StepInputs.Of(("release", run.Release.Digest), ("slot", run.Slot));

    /// <inheritdoc />
    public override Task<string?> WhySkippedAsync(RegionRun run, CancellationToken ct) =>
        Task.FromResult(run.IsSettled ? "it has" : null);

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var slot = run.Slot;
        await run.OrderAsync(node => node.SettleAsync(slot, ct), ct);
        await run.OrderAsync(node => node.RemoveAsync(SlotName.Baseline, ct), ct);
        return new StepOutcome.Done($"{slot} is live{(run.Seen[0].Previous is { } previous ? $", {previous} is warm" : "")}");
    }
}
