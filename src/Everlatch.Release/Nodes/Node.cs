using Everlatch.Core;
using Everlatch.Release.Nodes.Journal;

namespace Everlatch.Release.Nodes;

/// <summary>
/// What is true of one machine, changed by one order at a time. What it says is done is in its journal, on the disk.
/// </summary>
internal sealed class Node(NodeJournal journal, SlotsFile file, NodeOptions options, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private long renewedAt = clock.GetTimestamp();

    /// <summary>What is true of this moment.</summary>
    public NodeState State => journal.State;

    /// <summary>Does something when nothing else is being done. It has to be quick: taking traffic back waits too.</summary>
    public async Task<NodeAnswer> RunAsync(Func<NodeAnswer> work, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            return work();
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The same for an order, which has to come from whoever has the turn, and renews it.</summary>
    public Task<NodeAnswer> OrderAsync(long turn, Func<NodeAnswer> order, CancellationToken ct) => RunAsync(
        () =>
        {
            if (State.Owner is null || turn != State.Turn)
            {
                return new NodeAnswer.Refused(NodeRefusal.TurnOver(turn, State.Turn));
            }

            renewedAt = clock.GetTimestamp();
            return order();
        },
        ct);

    /// <summary>Makes something true, and tells the edges.</summary>
    /// <exception cref="NodeFaultException">It cannot be written down. Nothing has changed then.</exception>
    public NodeAnswer Do(NodeEntry entry)
    {
        // Room for the file first, and then the word that it is true: what is written down can always be told.
        var (next, mustGo) = (State.After(entry), entry is NodeEntry.WentBack);
        try
        {
            file.Prepare(next);
        }
        catch (NodeFaultException) when (mustGo && journal.FreeReserve())
        {
            file.Prepare(next);
        }

        journal.Write(entry, mustGo);
        file.Tell();
        return Done;
    }

    /// <summary>What is true, without a change.</summary>
    public NodeAnswer Done => new NodeAnswer.Done(State);

    /// <summary>Gives somebody the turn; whoever had it has it no more.</summary>
    /// <param name="owner">Who.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="mustGo">Whether the room that is kept for a full disk may be spent on it.</param>
    /// <exception cref="NodeFaultException">It cannot be written down. Nothing has changed then.</exception>
    public void GiveTurn(string owner, string purpose, bool mustGo = false)
    {
        journal.Write(new NodeEntry.TurnTaken(State.Turn + 1, owner, purpose), mustGo);
        renewedAt = clock.GetTimestamp();
    }

    /// <summary>Ends a turn that nobody renewed in time, with what was lent in it; renews what is lent otherwise.</summary>
    public void KeepLease()
    {
        if (State.Owner is { } owner && clock.GetElapsedTime(renewedAt) > TimeSpan.FromSeconds(options.LeaseSeconds))
        {
            EndTurn($"nobody renewed turn {State.Turn} of {owner} for {options.LeaseSeconds} s");
        }

        file.Write(State);
    }

    /// <summary>Keeps the journal short. Nobody's turn waits for it.</summary>
    /// <exception cref="NodeFaultException">It cannot be written; it goes on as it is.</exception>
    public void KeepJournal()
    {
        if (State.Owner is null)
        {
            journal.KeepShort();
        }
    }

    /// <summary>Ends the turn. What is lent and has not settled goes back.</summary>
    public void EndTurn(string because)
    {
        if (State.Lent is not null)
        {
            Do(new NodeEntry.WentBack(because));
        }

        journal.Write(new NodeEntry.TurnEnded(State.Turn, because));
    }

    /// <summary>Does nothing, and says why.</summary>
    public static NodeAnswer Refused(Problem problem) => new NodeAnswer.Refused(problem);

    /// <inheritdoc />
    public void Dispose() => one.Dispose();
}
