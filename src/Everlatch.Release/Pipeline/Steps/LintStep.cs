using Everlatch.Schema.Lint;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>Tries the pending migrations on a shadow of the region's database, and refuses what blocks or breaks.</summary>
internal sealed class LintStep : ProvenStep
{
    /// <inheritdoc />
    public override string Name => "lint";

    /// <inheritdoc />
    public override string Why => "tries the migrations on a shadow of the database";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => SchemaInputs.OfFiles(run);

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var report = await LintMigrations.PendingAsync(run.Release.Schema, run.Database, ct);
        return report.Findings.FirstOrDefault(finding => finding.Stands) is { } finding
            ? new StepOutcome.Refused("EL2064", $"{report.Findings.Count(each => each.Stands)} findings, the first: "
                + $"{finding.File}:{finding.Line}: {finding.Rule}: {finding.Measured} {finding.SafeWay}")
            : new StepOutcome.Done($"{report.Files.Count} files tried, nothing blocks or breaks");
    }
}
