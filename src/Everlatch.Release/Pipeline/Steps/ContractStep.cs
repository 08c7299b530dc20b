using Everlatch.Schema.Runner;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>Runs the contract steps of a release that has settled. The runner itself asks who still needs what goes.</summary>
internal sealed class ContractStep : Step
{
    /// <inheritdoc />
    public override string Name => "contract";

    /// <inheritdoc />
    public override string Why => "takes away what no release needs any more";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => SchemaInputs.Of(run);

    /// <inheritdoc />
    public override async Task<string?> WhySkippedAsync(RegionRun run, CancellationToken ct)
    {
        var plan = await SchemaPlan.OfAsync(run.Release.Schema, run.Database, new ApplyOptions(), ct);
        return plan.Deferred.Count == 0 ? "there is none" : null;
    }

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        // Nothing is kept beside the release that has settled; a server that lives is asked whatever is said here.
        var options = new ApplyOptions { Contract = true, Kept = [run.Release.Manifest.Version] };
        var outcome = await new ApplyMigrations(
            run.Release.Schema, run.Database, options, run.Clock, QuietProgress.Instance).RunAsync(ct);
        await run.LookAtSchemaAsync(ct);
        return Applied.Say(outcome);
    }
}
