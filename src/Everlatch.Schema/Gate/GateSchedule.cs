namespace Everlatch.Schema.Gate;

/// <summary>When the schema is looked at next. Anybody may bring the moment forward.</summary>
internal sealed class GateSchedule(TimeProvider clock)
{
    // Far away, and still something that a timer can be set to.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Lock turn = new();
    private TaskCompletionSource earlier = NewSignal();
    private DateTimeOffset due = DateTimeOffset.MinValue;
    private DateTimeOffset begun = DateTimeOffset.MinValue;

    /// <summary>The next look is at this time at the latest.</summary>
    public void NoLaterThan(DateTimeOffset time)
    {
        lock (turn)
        {
            if (time < due)
            {
                due = time;
                earlier.TrySetResult();
            }
        }
    }

    /// <summary>The next look is soon, but not sooner than a pause after the last one began.</summary>
    public void Soon(TimeSpan pause) => NoLaterThan(begun + pause);

    /// <summary>Notes that a look begins now; the one after it is far away until somebody says otherwise.</summary>
    public void Begin()
    {
        lock (turn)
        {
            (begun, due, earlier) = (clock.GetUtcNow(), clock.GetUtcNow() + Longest, NewSignal());
        }
    }

    /// <summary>Waits until the next look is due.</summary>
    public async Task UntilDueAsync(CancellationToken ct)
    {
        while (true)
        {
            TimeSpan left;
            Task sooner;
            lock (turn)
            {
                (left, earlier) = (due - clock.GetUtcNow(), NewSignal());
                sooner = earlier.Task;
            }

            if (left <= TimeSpan.Zero)
            {
                return;
            }

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
            await Task.WhenAny(Task.Delay(left, clock, stop.Token), sooner);
            await stop.CancelAsync();
            ct.ThrowIfCancellationRequested();
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
