using Everlatch.Schema.Gate;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>The gate before traffic: this process itself asks the region's database, with the release's contract.</summary>
internal sealed class VerifySchemaStep : Step
{
    /// <inheritdoc />
    public override string Name => "verify schema";

    /// <inheritdoc />
    public override string Why => "asks the database itself";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => SchemaInputs.Of(run);

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var contract = run.Release.Schema.CheckedContractOf(run.Database.Engine);
        var verdict = await CheckSchema.RunAsync(contract, run.Database, ct);
        return verdict.IsFit
            ? new StepOutcome.Done($"the database itself says: {verdict.Kind}")
            : new StepOutcome.Refused(
                "EL2066", $"The schema of {run.Region} does not fit: {string.Join(" ", verdict.Sentences)}");
    }
}
