using System.Data.Common;
using Everlatch.Schema.Contracts;
using Everlatch.Schema.Runner;
using Microsoft.Extensions.Logging;

namespace Everlatch.Schema.Gate;

/// <summary>
/// Whether this server may take traffic, as far as the schema decides it. It opens when a look at the database finds that the
/// schema fits. It closes when a look finds that it does not, and at once when a statement fails as statements do on a schema
/// that they do not fit. A database that does not answer neither opens nor closes it.
/// </summary>
public sealed partial class SchemaGate
{
    private readonly Lock turn = new();
    private readonly Contradictions contradictions = new();
    private readonly SchemaGateOptions options;
    private readonly GateMetrics metrics;
    private readonly TimeProvider clock;
    private readonly ILogger<SchemaGate> logger;
    private TaskCompletionSource opening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile GateState state = GateState.Begun;
    private volatile bool open;
    private bool doubted;
    private Mismatch? accused;
    private Mismatch? held;
    private DateTimeOffset heldUntil;

    internal SchemaGate(SchemaGateOptions options, GateMetrics metrics, TimeProvider clock, ILogger<SchemaGate> logger)
    {
        (this.options, this.metrics, this.clock, this.logger) = (options, metrics, clock, logger);
        Schedule = new GateSchedule(clock);
        metrics.Watch(this);
    }

    /// <summary>Whether the server may take traffic. It costs one read of a field.</summary>
    public bool IsOpen => open;

    /// <summary>What is known of the schema.</summary>
    public GateState State => state;

    /// <summary>When the schema is looked at next.</summary>
    internal GateSchedule Schedule { get; }

    /// <summary>
    /// How many faults closed the gate so far: a look that began before the last one proves nothing against it.
    /// </summary>
    internal int Accusations { get; private set; }

    /// <summary>Waits until the gate is open: for work in the background that needs the schema.</summary>
    public Task WaitUntilOpenAsync(CancellationToken ct)
    {
        lock (turn)
        {
            return open ? Task.CompletedTask : opening.Task.WaitAsync(ct);
        }
    }

    /// <summary>
    /// Tells of a fault of the database, of whatever kind. One that proves that the schema does not fit closes the gate before
    /// this returns; for every other it costs next to nothing.
    /// </summary>
    public void Report(Exception fault)
    {
        if (Mismatch.Of(fault) is { } mismatch)
        {
            lock (turn)
            {
                Accuse(mismatch);
            }
        }
    }

    /// <summary>Takes note of a verdict, which was asked for when there were so many <paramref name="accusations" />.</summary>
    internal void Judge(SchemaVerdict verdict, TimeSpan took, int accusations)
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            var seen = new GateState { Verdict = verdict, CheckedAt = now, Took = took };
            if (accusations != Accusations)
            {
                return; // Stale: a fault came after this look had begun, and made another one due.
            }

            if (verdict.IsFit)
            {
                Acquit(seen, now);
            }
            else
            {
                Condemn(seen, now);
            }
        }
    }

    /// <summary>Takes note that nobody could look, and why.</summary>
    internal void Fail(SchemaException because, TimeSpan took)
    {
        lock (turn)
        {
            var now = clock.GetUtcNow();
            var servesUnseen = IsSilence(because) && ServesUnseen();
            if (open && (!state.IsUnseen || servesUnseen))
            {
                // What the database holds did not change because nobody can see it: what runs from memory goes on running.
                LogBlind(because.Id, because.Message);
                Schedule.NoLaterThan(now + (state.IsUnseen ? options.CheckEvery : options.RecheckEvery));
                return;
            }

            if (!open && state.Verdict is null && accused is null && servesUnseen)
            {
                LogUnseen(because.Id, because.Message);
                Open(new GateState { IsOpen = true, CheckedAt = now, Took = took, ErrorId = because.Id });
                Schedule.NoLaterThan(now + options.CheckEvery);
                return;
            }

            Close(state with { CheckedAt = now, Took = took, Because = because.Message, ErrorId = because.Id });
            Schedule.NoLaterThan(now + options.CheckEvery);
        }
    }

    // The database was not reached, or took too long: nothing is known of it, so nothing against it. One that is not there, and
    // a driver's surprise, are answers.
    private static bool IsSilence(SchemaException fault) => fault is
        { Id: "EL1839", InnerException: not DbException { SqlState: "3D000" } } or { Id: RunFaults.NotSeenId };

    // The service's own answer. One that it fails to give must not end the watch, and opens nothing.
    private bool ServesUnseen()
    {
        try
        {
            return options.ServesUnseen();
        }
        catch (Exception e)
        {
            LogUnanswered(e);
            return false;
        }
    }

    private void Accuse(Mismatch mismatch)
    {
        if (!open)
        {
            // What goes on in the background of a server that waits fails all the time, and proves what is known.
            return;
        }

        if (mismatch.IsSure)
        {
            metrics.Count(mismatch);
        }

        if (!mismatch.IsSure || contradictions.Knows(mismatch))
        {
            Schedule.Soon(options.CheckEvery);
            return;
        }

        LogMismatch(mismatch.Code, mismatch.Message);
        Accusations++;
        accused = mismatch;
        Close(state with { Because = Said(mismatch), ErrorId = "EL1872" });
        Schedule.NoLaterThan(clock.GetUtcNow());
    }

    private static string Said(Mismatch mismatch) => $"A statement failed with {mismatch.Code}: {mismatch.Message}";

    private void Acquit(GateState seen, DateTimeOffset now)
    {
        doubted = false;
        if (accused is { } fault)
        {
            var hold = contradictions.Add(fault);
            (accused, held, heldUntil) = (null, fault, now + hold);
            LogContradiction(fault.Code, fault.Message, hold.TotalSeconds);
        }

        if (now < heldUntil)
        {
            Close(seen with { Because = $"{Said(held!)}, although the schema fits.", ErrorId = "EL1872" });
            Schedule.NoLaterThan(heldUntil < now + options.CheckEvery ? heldUntil : now + options.CheckEvery);
            return;
        }

        Open(seen with { IsOpen = true });
        Schedule.NoLaterThan(now + options.RecheckEvery);
    }

    private void Condemn(GateState seen, DateTimeOffset now)
    {
        contradictions.Clear();
        (accused, heldUntil) = (null, default);
        Schedule.NoLaterThan(now + options.CheckEvery);

        // Between a migration's statement and its record there is a moment in which the next release's
        // work looks like a stranger's.
        var isMissing = seen.Verdict!.Missing.Count > 0;
        if (open && !state.IsUnseen && !isMissing && !doubted)
        {
            (doubted, state) = (true, seen with { IsOpen = true });
            return;
        }

        // What a recorded step made and somebody took away no runner makes again.
        var isToBeApplied = seen.Verdict.Missing.Any(missing => !missing.IsRecorded);
        Close(seen with { Mend = isToBeApplied ? options.MendCommand : options.ExplainCommand });
    }

    private void Open(GateState next)
    {
        if ((!open || state.IsUnseen) && !next.IsUnseen)
        {
            LogOpen(next.Word, next.Took.TotalMilliseconds);
        }

        opening.TrySetResult();

        (state, open) = (next, true);
    }

    private void Close(GateState next)
    {
        if (open)
        {
            opening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        next = next with { IsOpen = false };
        if (open || !next.Reasons.SequenceEqual(state.Reasons, StringComparer.Ordinal))
        {
            LogClosed(string.Join(" ", next.Reasons), next.Mend is null ? "" : $" To mend it: {next.Mend}");
        }

        (state, open) = (next, false);
    }
}
