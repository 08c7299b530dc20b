namespace Everlatch.Schema.Runner;

/// <summary>How a run ended. What is in <see cref="Steps" /> is recorded, whatever came after.</summary>
public abstract record ApplyOutcome
{
    /// <summary>What this run did, in order.</summary>
    public IReadOnlyList<AppliedStep> Steps { get; init; } = [];

    /// <summary>Contract steps that wait until somebody asks for them.</summary>
    public IReadOnlyList<string> Deferred { get; init; } = [];

    /// <summary>How long it waited for another runner.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>0 done, 1 failed, 2 asked wrongly, 3 refused.</summary>
    public abstract int ExitCode { get; }

    /// <summary>
    /// Nothing was to be done: no lock was taken, unless another runner did it meanwhile, and nothing was written.
    /// </summary>
    public sealed record NothingPending : ApplyOutcome
    {
        /// <inheritdoc />
        public override int ExitCode => 0;
    }

    /// <summary>All that was pending is done.</summary>
    public sealed record Applied : ApplyOutcome
    {
        /// <inheritdoc />
        public override int ExitCode => 0;
    }

    /// <summary>Another runner held the lock for longer than this one was told to wait. Nothing was done.</summary>
    /// <param name="Owner">Who holds it; null when nobody could be seen.</param>
    /// <param name="Fault">The same with its id and in words.</param>
    public sealed record Busy(LockOwner? Owner, SchemaException Fault) : ApplyOutcome
    {
        /// <inheritdoc />
        public override int ExitCode => 1;
    }

    /// <summary>A contract step would take something away that somebody still needs.</summary>
    /// <param name="Step">The step; it and those after it were not begun.</param>
    /// <param name="By">Who needs what.</param>
    public sealed record Refused(string Step, IReadOnlyList<StillNeeded> By) : ApplyOutcome
    {
        /// <inheritdoc />
        public override int ExitCode => 3;
    }

    /// <summary>It did not get to the end.</summary>
    /// <param name="Step">The step that failed; null when none was begun.</param>
    /// <param name="Fault">What happened, with its id.</param>
    /// <param name="HowToGoOn">What to do, in one sentence.</param>
    public sealed record Failed(string? Step, SchemaException Fault, string HowToGoOn) : ApplyOutcome
    {
        /// <inheritdoc />
        public override int ExitCode => Fault.IsWrongUsage ? 2 : 1;
    }

    /// <summary>Somebody asked it to stop. A batch that was under way is finished and recorded, a statement is undone.</summary>
    /// <param name="Step">The step that it stopped in; null when it was between two or waited.</param>
    /// <param name="HowToGoOn">What to do, in one sentence.</param>
    public sealed record Cancelled(string? Step, string HowToGoOn) : ApplyOutcome
    {
        /// <inheritdoc />
        public override int ExitCode => 1;
    }
}
