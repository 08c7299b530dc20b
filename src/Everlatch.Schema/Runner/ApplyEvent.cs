namespace Everlatch.Schema.Runner;

/// <summary>Something that happened during a run.</summary>
public abstract record ApplyEvent
{
    /// <summary>Another runner holds the lock; said about once a second.</summary>
    /// <param name="Owner">Who; null when nobody can be seen.</param>
    /// <param name="For">How long it has been waited for.</param>
    public sealed record Waiting(LockOwner? Owner, TimeSpan For) : ApplyEvent;

    /// <summary>Steps were found to be there already and are recorded now.</summary>
    public sealed record Adopted(IReadOnlyList<string> Steps) : ApplyEvent;

    /// <summary>A step begins.</summary>
    /// <param name="Step">Which.</param>
    /// <param name="Number">Its place among those of this run, from 1.</param>
    /// <param name="Of">How many they are.</param>
    public sealed record StepBegun(PlannedStep Step, int Number, int Of) : ApplyEvent;

    /// <summary>The step did not get its locks; nothing of it is left, and it is tried again.</summary>
    /// <param name="Step">Which; before the first one, <c>the ledger</c>.</param>
    /// <param name="Attempt">How often it was tried, from 1.</param>
    /// <param name="In">When it is tried again.</param>
    /// <param name="Blockers">Who was in the way, as far as could be seen.</param>
    public sealed record Retrying(string Step, int Attempt, TimeSpan In, IReadOnlyList<Blocker> Blockers) : ApplyEvent;

    /// <summary>A backfill committed a batch.</summary>
    /// <param name="Step">Which.</param>
    /// <param name="Rows">Rows changed so far, over all runs.</param>
    /// <param name="Walked">Rows gone through so far, over all runs.</param>
    /// <param name="Total">Rows of the table, about; null when unknown.</param>
    /// <param name="Rate">Rows gone through a second, in this run.</param>
    /// <param name="Left">How long it will still take, about; null when unknown.</param>
    public sealed record BatchDone(string Step, long Rows, long Walked, long? Total, double Rate, TimeSpan? Left) : ApplyEvent;

    /// <summary>A contract step waits to see whether servers live that were not seen lately and did not sign off.</summary>
    /// <param name="Instances">Their names.</param>
    /// <param name="For">How long they are watched at most.</param>
    public sealed record WatchingServers(IReadOnlyList<string> Instances, TimeSpan For) : ApplyEvent;

    /// <summary>A step is done and recorded.</summary>
    public sealed record StepDone(AppliedStep Step) : ApplyEvent;
}
