using Everlatch.Release.Nodes;
using Everlatch.Schema;
using Everlatch.Schema.Runner;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>
/// Takes leave of the release before, when the contract steps take away what it needs: its servers stop, and nobody goes back to
/// it. Before that, and before the release has settled, no contract step runs.
/// </summary>
internal sealed class PartStep : Step
{
    /// <inheritdoc />
    public override string Name => "part";

    /// <inheritdoc />
    public override string Why => "stops the release before, which the contract steps leave nothing to live on";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => SchemaInputs.Of(run);

    /// <inheritdoc />
    public override async Task<string?> WhySkippedAsync(RegionRun run, CancellationToken ct)
    {
        if (!run.IsSettled)
        {
            return null;
        }

        var plan = await SchemaPlan.OfAsync(run.Release.Schema, run.Database, new ApplyOptions(), ct);
        return plan.Deferred.Count == 0 ? "there is no contract step"
            : Previous(run) is not { } previous ? "nothing is kept"
            : LivesOn(run, previous) ? $"{previous.Version} lives on without what goes"
            : null;
    }

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        if (!run.IsSettled)
        {
            return new StepOutcome.Refused(
                "EL2070",
                $"{run.Release.Manifest.Version} has not settled in {run.Region}: what the release before needs stays.");
        }

        var (slot, previous) = (run.Seen[0].Previous!, Previous(run)!);
        var because = $"contract steps of {run.Release.Manifest.Version} take away what {previous.Version} needs";
        await run.OrderAsync(node => node.PartAsync(because, ct), ct);
        await run.OrderAsync(node => node.RemoveAsync(slot, ct), ct);
        return new StepOutcome.Done($"{previous.Version} stopped, and nobody goes back to it");
    }

    private static bool LivesOn(RegionRun run, PlacedRelease previous) => ReleaseOrder.Instance.Compare(
        previous.Version, run.Release.Manifest.SharesSchemaWith.OldestAfterContract) >= 0;

    private static PlacedRelease? Previous(RegionRun run) =>
        run.Seen[0].Previous is { } slot ? RegionRun.SlotOf(run.Seen[0], slot)?.Release : null;
}
