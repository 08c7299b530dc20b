namespace Everlatch.Release.Pipeline;

/// <summary>A step of a release in one region: what it reads, whether it has to run, what it does. It can be repeated.</summary>
internal abstract class Step
{
    /// <summary>Its name.</summary>
    public abstract string Name { get; }

    /// <summary>What it is there for, in a few words.</summary>
    public abstract string Why { get; }

    /// <summary>All that it reads.</summary>
    public abstract StepInputs InputsOf(RegionRun run);

    /// <summary>Why it need not run; null when it has to. Asks what it is about, and believes no record of it.</summary>
    public virtual Task<string?> WhySkippedAsync(RegionRun run, CancellationToken ct) => Task.FromResult<string?>(null);

    /// <summary>Does it.</summary>
    public abstract Task<StepOutcome> RunAsync(RegionRun run, CancellationToken ct);
}
