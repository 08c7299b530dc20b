using System.Globalization;

namespace Everlatch.Release.Pipeline;

/// <summary>A step whose outcome follows from what it reads alone: evidence of the same inputs stands for running it.</summary>
internal abstract class ProvenStep : Step
{
    /// <inheritdoc />
    public override async Task<string?> WhySkippedAsync(RegionRun run, CancellationToken ct) =>
        await run.Nodes[0].FindStepAsync(InputsOf(run).KeyOf(Name, run.Region), ct) is { Succeeded: true } step
            ? string.Create(CultureInfo.InvariantCulture, $"same inputs as before: {step.Found}")
            : null;
}
