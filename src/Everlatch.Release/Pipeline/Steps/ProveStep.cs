using Everlatch.Schema.Statements.Proof;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>
/// Runs the pending steps on a shadow of the region's database, and has it prepare every statement of the release and of the
/// ones before it that are kept.
/// </summary>
internal sealed class ProveStep : ProvenStep
{
    /// <inheritdoc />
    public override string Name => "prove";

    /// <inheritdoc />
    public override string Why => "has a shadow prepare every statement of each release that is kept";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => SchemaInputs.OfFiles(run);

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var report = await new ProveStatements(run.Release.Schema, run.Database, contract: false).RunAsync(ct);
        return report.Failures.Count > 0
            ? new StepOutcome.Refused(
                "EL2064", $"{report.Failures.Count} statements would fail, the first of release {report.Failures[0].Release}: "
                    + $"{report.Failures[0].Statement}: {report.Failures[0].Message}")
            : new StepOutcome.Done(
                $"{report.Releases.Sum(release => release.Statements)} statements of {report.Releases.Count} releases work");
    }
}
