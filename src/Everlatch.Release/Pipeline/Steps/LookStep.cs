using Everlatch.Schema.Contracts;
using Everlatch.Schema.Gate;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>
/// Asks the region's database at once whether what is recorded as done is there. A migration that somebody believes to have run
/// and that did not is found here, before anything is tried.
/// </summary>
internal sealed class LookStep : Step
{
    /// <inheritdoc />
    public override string Name => "look";

    /// <inheritdoc />
    public override string Why => "asks the database whether what is recorded as done is there";

    /// <inheritdoc />
    public override StepInputs InputsOf(RegionRun run) => SchemaInputs.Of(run);

    /// <inheritdoc />
    public override async Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct)
    {
        var contract = run.Release.Schema.CheckedContractOf(run.Database.Engine);
        var verdict = await CheckSchema.RunAsync(contract, run.Database, ct);

        // What no step made yet is what this deploy will make.
        var wrong = verdict with { Missing = [.. verdict.Missing.Where(IsWrong)] };
        return wrong.IsFit
            ? new StepOutcome.Done(
                verdict.Missing.Count == 0 ? "all that is needed is there" : $"{verdict.Missing.Count} objects are to be made")
            : new StepOutcome.Refused("EL2066", $"The schema of {run.Region} does not fit: {string.Join(" ", wrong.Sentences)}");
    }

    private static bool IsWrong(MissingObject missing) => missing.IsRecorded || missing.MadeBy is null;
}
