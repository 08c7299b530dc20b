using Everlatch.Schema.Runner;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>Expands the region's schema. Whatever this says of itself, the next step asks the database.</summary>
internal sealed class MigrateStep : Step
{
    /// <inheritdoc />
    public override string Name => "migrate";

    /// <inheritdoc />
    public override string Why => "expands the schema";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => SchemaInputs.Of(run);

    /// <inheritdoc />
    public override async Task<string?> WhySkippedAsync(RegionRun run, CancellationToken ct)
    {
        var plan = await SchemaPlan.OfAsync(run.Release.Schema, run.Database, new ApplyOptions(), ct);
        return plan.IsEmpty ? "nothing is pending" : null;
    }

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var apply = new ApplyMigrations(run.Release.Schema, run.Database, new ApplyOptions(), run.Clock, QuietProgress.Instance);
        var outcome = await apply.RunAsync(ct);
        await run.LookAtSchemaAsync(ct);
        return Applied.Say(outcome);
    }
}
