using Everlatch.Schema.Runner;

namespace Everlatch.Release.Pipeline.Steps;

/// <summary>What a run of migrations means for a release.</summary>
internal static class Applied
{
    /// <summary>Says it.</summary>
    public static StepOutcome Say(ApplyOutcome outcome) => outcome switch
    {
        ApplyOutcome.Applied applied => new StepOutcome.Done(
            $"{applied.Steps.Count} steps: {string.Join(", ", applied.Steps.Select(step => step.Step))}"),
        ApplyOutcome.NothingPending => new StepOutcome.Done("nothing was pending"),
        ApplyOutcome.Refused refused => new StepOutcome.Refused(
            "EL2071", $"{refused.Step} would take away what is needed by {string.Join("; ", refused.By.Select(Line))}."),
        ApplyOutcome.Failed failed => new StepOutcome.Failed(failed.Fault.Id, $"{failed.Fault.Message} {failed.HowToGoOn}"),
        ApplyOutcome.Busy busy => new StepOutcome.Failed(busy.Fault.Id, busy.Fault.Message),
        ApplyOutcome.Cancelled cancelled => new StepOutcome.Failed("EL2065", cancelled.HowToGoOn),
        _ => new StepOutcome.Failed("EL2065", "It ended as nobody expected."),
    };

    private static string Line(StillNeeded needed) => $"{needed.Who} of release {needed.Release}";
}
