namespace Everlatch.Edge.Forwarding;

/// <summary>
/// Bounds what a slot works on at once. What comes above that waits in a bounded queue, the most important first, and the least
/// important is shed.
/// </summary>
/// <remarks>
/// The classes below the first may fill only a part of the slot, however long their requests take: what they hold cannot be taken
/// back when something more important arrives.
/// </remarks>
internal sealed class Admission(int limit, int queueLimit, TimeSpan patience, TimeProvider clock)
{
    private readonly Lock door = new();
    private readonly LinkedList<TaskCompletionSource<bool>>[] waiting = [.. Enumerable.Range(0, RouteClasses.Count).Select(_ =>
        new LinkedList<TaskCompletionSource<bool>>())];

    // Of the slot, all classes together: three quarters where pages are admitted, half where the management API is.
    private readonly int[] bounds = [limit, Math.Max(1, limit * 3 / 4), Math.Max(1, limit / 2)];
    private int inside;
    private int queued;

    /// <summary>Requests that the slot works on.</summary>
    public int Inside => Volatile.Read(ref inside);

    /// <summary>Requests that wait.</summary>
    public int Queued => Volatile.Read(ref queued);

    /// <summary>Waits for its turn; false when the request is shed. Whoever is let in calls <see cref="Leave" />.</summary>
    /// <exception cref="OperationCanceledException">The client went away.</exception>
    public ValueTask<bool> EnterAsync(RouteClass of, CancellationToken ct)
    {
        LinkedListNode<TaskCompletionSource<bool>> place;
        lock (door)
        {
            if (inside < bounds[(int)of] && !IsAnyWaiting(of))
            {
                inside++;
                return ValueTask.FromResult(true);
            }

            if (queued >= queueLimit && !ShedBelow(of))
            {
                return ValueTask.FromResult(false);
            }

            queued++;
            place = waiting[(int)of].AddLast(
                new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return WaitAsync(place, ct);
    }

    /// <summary>Gives the place to whoever waits for it.</summary>
    public void Leave()
    {
        lock (door)
        {
            inside--;
            for (var of = 0; of < waiting.Length; of++)
            {
                while (inside < bounds[of] && waiting[of].First is { } next)
                {
                    Remove(next);
                    inside++;
                    next.Value.SetResult(true);
                }
            }
        }
    }

    private async ValueTask<bool> WaitAsync(LinkedListNode<TaskCompletionSource<bool>> place, CancellationToken ct)
    {
        try
        {
            return await place.Value.Task.WaitAsync(patience, clock, ct);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            var shed = e is TimeoutException;
            if (Withdraw(place))
            {
                return shed ? false : throw new OperationCanceledException("The client went away while it waited.", e, ct);
            }

            // Its turn came at the same moment.
            return await place.Value.Task;
        }
    }

    private bool Withdraw(LinkedListNode<TaskCompletionSource<bool>> place)
    {
        lock (door)
        {
            if (place.List is null)
            {
                return false;
            }

            Remove(place);
            return true;
        }
    }

    // The last that came of the least important class: it has waited least.
    private bool ShedBelow(RouteClass of)
    {
        for (var lower = waiting.Length - 1; lower > (int)of; lower--)
        {
            if (waiting[lower].Last is { } last)
            {
                Remove(last);
                last.Value.SetResult(false);
                return true;
            }
        }

        return false;
    }

    private bool IsAnyWaiting(RouteClass of)
    {
        for (var higher = 0; higher <= (int)of; higher++)
        {
            if (waiting[higher].First is not null)
            {
                return true;
            }
        }

        return false;
    }

    private void Remove(LinkedListNode<TaskCompletionSource<bool>> place)
    {
        place.List!.Remove(place);
        queued--;
    }
}
